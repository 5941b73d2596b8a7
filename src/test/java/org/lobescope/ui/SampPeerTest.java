package org.lobescope.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import org.astrogrid.samp.xmlrpc.LockInfo;
import org.astrogrid.samp.xmlrpc.StandardClientProfile;
import org.astrogrid.samp.xmlrpc.XmlRpcKit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.explain.MethodId;
import org.lobescope.sky.PixelPosition;
import org.lobescope.sky.SkyPosition;

/**
 * The window beside a program of other authors: astropy's SAMP hub and a client of it, over XML-RPC. Skipped where no
 * Python with astropy is found; the variable LOBESCOPE_PYTHON names one.
 */
class SampPeerTest {
    private static final Gson GSON = new Gson();
    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    Path folder;

    private final List<JsonObject> heard = new CopyOnWriteArrayList<>();
    private Process peer;
    private PrintWriter orders;
    private TestWindow window;
    private ExplorerModel model;

    private static String python() {
        String named = System.getenv("LOBESCOPE_PYTHON");
        String python = named == null || named.isBlank() ? "python3" : named;
        try {
            Process asked = new ProcessBuilder(python, "-c", "import astropy.samp")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (asked.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && asked.exitValue() == 0) {
                return python;
            }
        } catch (IOException e) {
            // told below
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        String reason = python + " has no astropy; LOBESCOPE_PYTHON may name a Python that has";
        System.out.println("skipped: " + reason);
        Assumptions.abort(reason);
        throw new AssertionError();
    }

    @BeforeEach
    void meet() throws Exception {
        Path lock = folder.resolve("samp-lock");
        peer = new ProcessBuilder(python(), "src/test/resources/samp_peer.py", lock.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        orders = new PrintWriter(peer.outputWriter(StandardCharsets.UTF_8), true);
        Thread.ofPlatform().daemon().start(this::listen);
        await("ready");
        StandardClientProfile profile = new StandardClientProfile(XmlRpcKit.getInstance()) {
            @Override
            public LockInfo getLockInfo() throws IOException {
                return LockInfo.readLockFile(lock.toUri().toURL());
            }
        };
        window = new TestWindow(new PatternService(), folder, Optional.empty(), Optional.of(profile));
        model = window.model();
        TestWindow.until(() ->
                model.samp().connected().get() && model.samp().listeners().get().images() == 1);
    }

    @AfterEach
    void part() throws Exception {
        if (window != null) {
            window.close();
        }
        if (peer != null) {
            orders.close();
            if (!peer.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                peer.destroyForcibly();
            }
        }
    }

    private void listen() {
        try (BufferedReader lines = peer.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("{")) {
                    heard.add(JsonParser.parseString(line).getAsJsonObject());
                }
            }
        } catch (IOException e) {
            // the other program has ended
        }
    }

    private void order(Object... words) {
        orders.println(GSON.toJson(words));
    }

    /** The next answer that has this field. */
    private JsonObject await(String field) throws Exception {
        org.testfx.util.WaitForAsyncUtils.waitFor(
                PATIENCE_SECONDS, TimeUnit.SECONDS, () -> heard.stream().anyMatch(h -> h.has(field)));
        JsonObject found = heard.stream().filter(h -> h.has(field)).findFirst().orElseThrow();
        heard.remove(found);
        return found;
    }

    private MenuItem item(String id) {
        MenuButton export = window.find("#export");
        return export.getItems().stream()
                .filter(item -> id.equals(item.getId()))
                .findFirst()
                .orElseThrow();
    }

    private SkyPosition sky(double x, double y) {
        return model.source()
                .opened()
                .get()
                .image()
                .wcs()
                .orElseThrow()
                .toSky(new PixelPosition(x, y))
                .orElseThrow();
    }

    @Test
    void mapsAndPositionsGoThereAndBack() throws Exception {
        order("programs");
        assertTrue(await("programs").get("programs").toString().contains("\"Lobescope\""));

        // An image from there, as a notification.
        Path image = Files.copy(Path.of("assets/samples/fri.fits"), folder.resolve("a galaxy.fits"));
        order("notify", "image.load.fits", Map.of("url", image.toUri().toString(), "name", "a galaxy"));
        TestWindow.until(() -> model.source().opened().get() != null);
        window.untilFinished();
        assertEquals(image, model.source().opened().get().place().file().orElseThrow());

        // A position from there, as a call that waits for its answer.
        SkyPosition there = sky(120, 130);
        order(
                "call",
                "coord.pointAt.sky",
                Map.of("ra", Double.toString(there.longitude()), "dec", Double.toString(there.latitude())));
        assertEquals("samp.ok", await("status").get("status").getAsString());
        TestWindow.until(() -> model.crosshair().pinned().isPresent());
        assertEquals(120, model.crosshair().pinned().get().x(), 1e-6);
        assertEquals(130, model.crosshair().pinned().get().y(), 1e-6);

        // All maps to there; astropy reads each and agrees about place and value.
        TestWindow.until(() -> !item("samp-maps").isDisable());
        assertEquals("Send maps to one program (SAMP)", item("samp-maps").getText());
        TestWindow.fx(() -> item("samp-maps").fire());
        var cutOut = model.source().opened().get().prepared().cutOut();
        // A hub hands messages on in any order.
        Set<MethodId> sent = EnumSet.noneOf(MethodId.class);
        for (int i = 0; i < MethodId.values().length; i++) {
            JsonObject message = await("type");
            MethodId id = Arrays.stream(MethodId.values())
                    .filter(each -> message.get("name").getAsString().equals(each.title() + " of a galaxy.fits"))
                    .findFirst()
                    .orElseThrow();
            assertTrue(sent.add(id), id.title());
            assertEquals("image.load.fits", message.get("type").getAsString());
            assertEquals("Lobescope", message.get("sender").getAsString());
            order("sky", message.get("url").getAsString(), 7, 9);
            JsonObject read = await("ra");
            SkyPosition ours = sky(cutOut.x() + 7, cutOut.y() + 9);
            assertEquals(ours.longitude(), read.get("ra").getAsDouble(), 1e-9, id.title());
            assertEquals(ours.latitude(), read.get("dec").getAsDouble(), 1e-9, id.title());
            assertEquals(
                    model.tiles().of(id).shown().get().heatmap().at(7, 9),
                    read.get("value").getAsFloat(),
                    1e-6f,
                    id.title());
        }

        // The crosshair to there.
        TestWindow.fx(() -> model.crosshair().place(new PixelPosition(140, 160)));
        window.key(KeyCode.P, "p", false);
        JsonObject pointed = await("type");
        assertEquals("coord.pointAt.sky", pointed.get("type").getAsString());
        assertEquals(sky(140, 160).longitude(), pointed.get("ra").getAsDouble(), 1e-12);
        assertEquals(sky(140, 160).latitude(), pointed.get("dec").getAsDouble(), 1e-12);
    }

    @Test
    void theHubsEndIsNoticed() throws Exception {
        orders.close();
        assertTrue(peer.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS));
        TestWindow.until(() -> item("samp-maps").getText().contains("no SAMP hub runs"));
        assertTrue(item("samp-maps").isDisable());
    }
}
