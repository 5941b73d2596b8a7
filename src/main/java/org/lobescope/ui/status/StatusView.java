package org.lobescope.ui.status;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.controlsfx.control.StatusBar;
import org.lobescope.explain.MethodId;
import org.lobescope.service.ServiceStatus;
import org.lobescope.ui.part.LateTip;
import org.lobescope.ui.part.Numbers;
import org.lobescope.ui.part.Seen;
import org.lobescope.ui.part.Words;
import org.lobescope.ui.status.StatusModel.Progress;

/** The line at the bottom: left what is under the crosshair, right what the service does. */
public final class StatusView extends StatusBar {
    private final StatusModel model;
    private final FittingRow reading = new FittingRow();
    private final Label sky = Words.label("", "reading", "strong");
    private final Label pixel = Words.label("", "reading");
    private final Label flux = Words.label("", "reading", "strong");
    private final Label hint = Words.label("", "reading");
    private final Label state = Words.label("", "reading");
    private final Hyperlink device = new Hyperlink();
    private final LateTip deviceTip = new LateTip(device, "");
    private final Label memory = Words.label("", "reading");
    private final LateTip memoryTip = new LateTip(memory, "");
    private final ProgressBar bar = new ProgressBar(0);
    private final Hyperlink stop = new Hyperlink("Esc stops");
    private final List<Label> values = new ArrayList<>();

    /**
     * The bar of that model.
     *
     * @param stopAll what Esc does
     * @param chooseHome lets a person choose where to compute, beside that node
     */
    public StatusView(StatusModel model, Runnable stopAll, Consumer<Node> chooseHome) {
        this.model = model;
        setText("");
        getStyleClass().add("lobe-status");
        stop.setOnAction(e -> stopAll.run());
        new LateTip(stop, "Stops everything that is being computed; what is finished stays.");
        stop.getStyleClass().add("reading");
        bar.getStyleClass().add("queue");
        device.getStyleClass().addAll("reading", "device");
        device.setId("home");
        device.setOnAction(e -> {
            device.setVisited(false);
            chooseHome.accept(device);
        });
        for (Region fixed : List.of(state, stop, bar, device, memory)) {
            fixed.setMinWidth(Region.USE_PREF_SIZE);
        }
        HBox right = new HBox(14, state, bar, stop, device, memory);
        right.setAlignment(Pos.CENTER_RIGHT);
        right.setMinWidth(Region.USE_PREF_SIZE);
        HBox.setHgrow(reading, Priority.ALWAYS);
        HBox row = new HBox(20, reading, right);
        row.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(row, Priority.ALWAYS);
        // StatusBar lays its own label between left and right items; ours is one row that knows what may be left out.
        setGraphic(null);
        getLeftItems().add(row);
        row.prefWidthProperty().bind(widthProperty().subtract(28));

        model.reading().addListener((o, before, now) -> read());
        model.service().addListener((o, before, now) -> service());
        model.progress().addListener((o, before, now) -> progress());
        model.busy().addListener((o, before, now) -> progress());
        read();
        service();
        progress();
    }

    private void read() {
        Reading r = model.reading().get();
        if (r.equals(Reading.NONE)) {
            hint.setText("");
            reading.show(List.of(hint));
            return;
        }
        List<Label> nodes = new ArrayList<>();
        sky.setText(r.sky());
        if (!r.sky().isEmpty()) {
            nodes.add(sky);
        }
        pixel.setText(r.pixel());
        nodes.add(pixel);
        flux.setText(r.flux());
        nodes.add(flux);
        Map<MethodId, String> maps = new LinkedHashMap<>();
        for (Reading.MapValue value : r.values()) {
            // Of a pair: IG 0.0031 | -0.0002
            maps.merge(value.tile().id(), value.name() + " " + value.value(), (a, b) -> a + " | " + value.value());
        }
        int i = 0;
        for (String text : maps.values()) {
            if (i == values.size()) {
                values.add(Words.label("", "reading"));
            }
            values.get(i).setText(text);
            nodes.add(values.get(i++));
        }
        reading.show(nodes);
    }

    private void service() {
        ServiceStatus s = model.service().get();
        boolean here = s.home().equals(ServiceStatus.THIS_PROCESS);
        device.setText((here ? "" : s.home() + " · ") + what(s));
        deviceTip.setText(about(s) + " Click to compute elsewhere.");
        memory.setText(s.bytes() > 0 ? Numbers.bytes(s.bytes()) : "");
        memoryTip.setText("Memory of " + (here ? "this program." : s.home() + "."));
    }

    private static String what(ServiceStatus s) {
        if (!s.trouble().isEmpty()) {
            return "not there";
        }
        return s.ready() ? s.device() : "loading PyTorch …";
    }

    private static String about(ServiceStatus s) {
        if (!s.trouble().isEmpty()) {
            return s.trouble();
        }
        if (!s.ready()) {
            return "The engine loads in the background; images can be opened meanwhile.";
        }
        return "Networks run in " + s.home() + " on " + s.device() + "; " + s.unfinished() + " under way.";
    }

    private void progress() {
        Progress p = model.progress().get();
        boolean running = p.all() > 0 && p.done() < p.all();
        String busy = model.busy().get();
        Seen.set(bar, running);
        bar.setProgress(p.fraction());
        Seen.set(stop, running);
        state.setText(!busy.isEmpty() ? busy : running ? p.done() + " of " + p.all() + " done" : "");
    }
}
