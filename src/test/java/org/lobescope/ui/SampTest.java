package org.lobescope.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import org.astrogrid.samp.Message;
import org.astrogrid.samp.Metadata;
import org.astrogrid.samp.client.AbstractMessageHandler;
import org.astrogrid.samp.client.ClientProfile;
import org.astrogrid.samp.client.HubConnection;
import org.astrogrid.samp.client.HubConnector;
import org.astrogrid.samp.client.SampException;
import org.astrogrid.samp.hub.BasicHubService;
import org.astrogrid.samp.hub.MessageRestriction;
import org.astrogrid.samp.hub.ProfileToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.explain.MethodId;
import org.lobescope.sky.ImageReader;
import org.lobescope.sky.PixelPosition;
import org.lobescope.sky.RadioImage;
import org.lobescope.sky.SkyPosition;

/** The window beside other programs, at jsamp's own hub in this process. */
class SampTest {
    @TempDir
    Path folder;

    private final BasicHubService hub = new BasicHubService(new Random(1));
    private final List<Message> heard = new CopyOnWriteArrayList<>();
    private TestWindow window;
    private ExplorerModel model;
    private @Nullable HubConnector other;

    private ClientProfile profile() {
        ProfileToken token = new ProfileToken() {
            @Override
            public String getProfileName() {
                return "test";
            }

            @Override
            public @Nullable MessageRestriction getMessageRestriction() {
                return null;
            }
        };
        return new ClientProfile() {
            @Override
            public HubConnection register() throws SampException {
                if (!hub.isHubRunning()) {
                    throw new SampException("no hub");
                }
                return hub.register(token);
            }

            @Override
            public boolean isHubRunning() {
                return hub.isHubRunning();
            }
        };
    }

    @BeforeEach
    void open() throws Exception {
        window = new TestWindow(new PatternService(), folder, Optional.empty(), Optional.of(profile()));
        model = window.model();
    }

    @AfterEach
    void close() {
        window.close();
        HubConnector joined = other;
        if (joined != null) {
            joined.setActive(false);
        }
        if (hub.isHubRunning()) {
            hub.shutdown();
        }
    }

    /** A program like DS9 that takes images and positions. */
    private void start() throws Exception {
        hub.start();
        TestWindow.until(() -> model.samp().connected().get());
    }

    private void join() throws Exception {
        HubConnector fresh = new HubConnector(profile());
        other = fresh;
        Metadata about = new Metadata();
        about.setName("other");
        fresh.declareMetadata(about);
        fresh.addMessageHandler(new AbstractMessageHandler(new String[] {"image.load.fits", "coord.pointAt.sky"}) {
            @Override
            public @Nullable Map<?, ?> processCall(HubConnection line, String sender, Message message) {
                heard.add(message);
                return null;
            }
        });
        fresh.declareSubscriptions(fresh.computeSubscriptions());
        fresh.setActive(true);
        TestWindow.until(() -> model.samp().listeners().get().images() == 1);
    }

    private MenuItem item(String id) {
        return window.<MenuButton>find("#export").getItems().stream()
                .filter(i -> id.equals(i.getId()))
                .findFirst()
                .orElseThrow();
    }

    private void done(String sentence) throws Exception {
        TestWindow.until(() -> !model.notices().notices().isEmpty());
        assertEquals(sentence, model.notices().notices().getFirst().sentence());
        TestWindow.fx(() -> model.notices().notices().clear());
    }

    @Test
    void theMenuSaysWhetherAHubRunsAndWhoListens() throws Exception {
        assertEquals(
                "Send maps: no SAMP hub runs (TOPCAT and Aladin bring one)",
                item("samp-maps").getText());
        assertTrue(item("samp-maps").isDisable());
        start();
        TestWindow.until(
                () -> item("samp-maps").getText().equals("Send maps: no program at the SAMP hub takes images"));
        assertTrue(item("samp-maps").isDisable());
        join();
        TestWindow.until(() -> item("samp-maps").getText().equals("Send maps to one program (SAMP)"));
        assertFalse(item("samp-maps").isDisable());
        assertFalse(item("samp-point").isDisable());
        hub.shutdown();
        TestWindow.until(() -> item("samp-maps").isDisable());
        assertTrue(item("samp-maps").getText().contains("no SAMP hub runs"));
    }

    @Test
    void mapsAndPositionsGoToOthers() throws Exception {
        start();
        join();
        window.openSample();
        TestWindow.fx(() -> item("samp-maps").fire());
        done("10 maps were sent to one program.");
        TestWindow.until(() -> heard.size() == 10);
        var opened = model.source().opened().get();
        for (Message message : heard) {
            assertEquals("image.load.fits", message.getMType());
            Path file = Path.of(URI.create(message.getParam("url").toString()));
            MethodId id = MethodId.of(file.getFileName().toString().replace(".fits", ""))
                    .orElseThrow();
            assertEquals(id.title() + " of " + opened.image().name(), message.getParam("name"));
            RadioImage map = ImageReader.read(file);
            assertEquals(model.tiles().of(id).shown().get().heatmap().at(7, 9), map.at(7, 9), id.title());
            // The same place on the sky.
            SkyPosition here =
                    map.wcs().orElseThrow().toSky(new PixelPosition(7, 9)).orElseThrow();
            SkyPosition there = opened.image()
                    .wcs()
                    .orElseThrow()
                    .toSky(opened.prepared().cutOut().toImage(new PixelPosition(7, 9)))
                    .orElseThrow();
            assertEquals(there.longitude(), here.longitude(), 1e-9);
            assertEquals(there.latitude(), here.latitude(), 1e-9);
        }
        heard.clear();
        PixelPosition at = new PixelPosition(140, 160);
        TestWindow.fx(() -> model.crosshair().place(at));
        window.key(KeyCode.P, "p", false);
        done("Pointed one program at the crosshair.");
        TestWindow.until(() -> heard.size() == 1);
        SkyPosition sky = opened.image().wcs().orElseThrow().toSky(at).orElseThrow();
        assertEquals(
                sky.longitude(),
                Double.parseDouble(heard.getFirst().getParam("ra").toString()),
                1e-12);
        assertEquals(
                sky.latitude(),
                Double.parseDouble(heard.getFirst().getParam("dec").toString()),
                1e-12);
    }

    private void send(String type, Map<String, String> values) throws SampException {
        Objects.requireNonNull(other).getConnection().notifyAll(new Message(type, values));
    }

    @Test
    void imagesAndPositionsOfOthersAreTaken() throws Exception {
        start();
        join();
        Path image = Files.copy(Path.of("assets/samples/fri.fits"), folder.resolve("a galaxy \u00e9.fits"));
        send("image.load.fits", Map.of("url", image.toUri().toString(), "name", "a galaxy"));
        TestWindow.until(() -> model.source().opened().get() != null);
        window.untilFinished();
        var opened = model.source().opened().get();
        assertEquals(image, opened.place().file().orElseThrow());
        SkyPosition sky = opened.image()
                .wcs()
                .orElseThrow()
                .toSky(new PixelPosition(120, 130))
                .orElseThrow();
        send(
                "coord.pointAt.sky",
                Map.of("ra", Double.toString(sky.longitude()), "dec", Double.toString(sky.latitude())));
        TestWindow.until(() -> model.crosshair().pinned().isPresent());
        assertEquals(120, model.crosshair().pinned().get().x(), 1e-6);
        assertEquals(130, model.crosshair().pinned().get().y(), 1e-6);
        // Nonsense is said, or nothing happens; the window stays as it was.
        send("coord.pointAt.sky", Map.of("ra", "east", "dec", "0"));
        send("image.load.fits", Map.of("url", "ftp://elsewhere/x.fits"));
        TestWindow.until(() -> !model.notices().notices().isEmpty());
        assertTrue(model.notices().notices().getFirst().sentence().contains("ftp://elsewhere/x.fits"));
        assertSame(opened, model.source().opened().get());
    }
}
