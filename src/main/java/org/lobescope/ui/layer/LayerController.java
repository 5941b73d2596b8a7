package org.lobescope.ui.layer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lobescope.explain.Method;
import org.lobescope.explain.MethodId;
import org.lobescope.explain.Target;
import org.lobescope.figure.Heatmap;
import org.lobescope.network.Layer;
import org.lobescope.service.ExplanationRequest;
import org.lobescope.service.ExplanationService;
import org.lobescope.service.RequestState;
import org.lobescope.service.Ticket;
import org.lobescope.ui.question.QuestionModel;
import org.lobescope.ui.source.SourceModel;
import org.lobescope.ui.source.SourceModel.Opened;
import org.lobescope.ui.task.Newest;
import org.lobescope.ui.task.Soon;
import org.lobescope.ui.tile.TileModel;
import org.lobescope.ui.tile.TilesModel;

/** Finds the layers of the classifier and asks for their small Grad-CAMs, behind everything else. */
public final class LayerController {
    private static final int BEHIND_ALL = 0;

    private record Asked(Opened opened, Method method, Target target) {}

    private record News(Asked asked, Heatmap map) {}

    private final ExplanationService service;
    private final SourceModel source;
    private final QuestionModel question;
    private final LayerModel layers;
    private final TileModel gradCam;
    private final Set<Layer> wanted = new HashSet<>();
    private final List<Ticket> tickets = new ArrayList<>();
    private @Nullable Asked asked;

    /** Listens to everything that the strip depends on. */
    public LayerController(
            ExplanationService service,
            SourceModel source,
            QuestionModel question,
            LayerModel layers,
            TilesModel tiles) {
        this.service = service;
        this.source = source;
        this.question = question;
        this.layers = layers;
        this.gradCam = tiles.of(MethodId.GRAD_CAM);
        Soon ask = new Soon(this::ask);
        source.opened().addListener((o, before, now) -> {
            if (now != null) {
                show(before, now);
            }
            ask.ask();
        });
        source.logits().addListener((o, before, now) -> ask.ask());
        question.classIndex().addListener((o, before, now) -> ask.ask());
        question.kind().addListener((o, before, now) -> ask.ask());
        question.preset().addListener((o, before, now) -> ask.ask());
        gradCam.method().addListener((o, before, now) -> ask.ask());
        layers.layers().addListener((o, before, now) -> ask.ask());
    }

    private void show(@Nullable Opened before, Opened now) {
        List<Layer> all = now.classifier().graph().layers().stream()
                .filter(Layer::spatial)
                .toList();
        if (before != null && before.classifier().equals(now.classifier()) && layers.knows(all)) {
            return; // the person's choice of a layer outlives a change of the image
        }
        layers.show(
                all,
                now.classifier().graph().blockEnds(),
                now.classifier().defaultCamLayer().filter(all::contains),
                now.classifier().layerless("A class activation map"));
    }

    private void ask() {
        Opened opened = source.opened().get();
        if (opened == null || source.logits().get() == null) {
            return;
        }
        Asked now = new Asked(opened, gradCam.method().get(), question.target(MethodId.GRAD_CAM));
        if (!now.equals(asked)) {
            asked = now;
            tickets.forEach(Ticket::cancel);
            tickets.clear();
            wanted.clear();
            layers.small().clear();
        }
        for (Layer layer : layers.layers().get()) {
            if (!wanted.add(layer)) {
                continue; // asked for already, while other layers were on offer
            }
            Newest<News> post = new Newest<>(news -> receive(layer, news));
            tickets.add(service.explain(
                    new ExplanationRequest(
                            "strip/" + layer.value(),
                            opened.classifier(),
                            opened.prepared(),
                            now.method(),
                            now.target(),
                            Optional.of(layer.name()),
                            BEHIND_ALL),
                    state -> {
                        if (state instanceof RequestState.Finished finished) {
                            post.accept(new News(now, Heatmap.of(finished.explanation())));
                        }
                    }));
        }
    }

    private void receive(Layer layer, News news) {
        if (news.asked().equals(asked)) {
            layers.small().put(layer, news.map());
        }
    }
}
