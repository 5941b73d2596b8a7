package org.lobescope.ui.tile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lobescope.explain.Method;
import org.lobescope.explain.MethodId;
import org.lobescope.explain.Option;
import org.lobescope.explain.Presets;
import org.lobescope.explain.Target;
import org.lobescope.figure.Heatmap;
import org.lobescope.network.Layer;
import org.lobescope.service.ExplanationRequest;
import org.lobescope.service.ExplanationService;
import org.lobescope.service.RequestState;
import org.lobescope.service.Ticket;
import org.lobescope.ui.layer.LayerModel;
import org.lobescope.ui.question.QuestionModel;
import org.lobescope.ui.source.SourceModel;
import org.lobescope.ui.source.SourceModel.Opened;
import org.lobescope.ui.status.StatusModel;
import org.lobescope.ui.task.Newest;
import org.lobescope.ui.task.Soon;

/** Asks the service for the ten answers whenever the question changes, and puts them into the tiles. */
public final class TilesController {
    private static final int ENLARGED_FIRST = 1000;
    private static final int TILES = 100;

    /** Everything that a tile's answer depends on. */
    private record Asked(Opened opened, Method method, Target target, Optional<String> layer) {}

    /** A state with the question that it belongs to. */
    private record News(Asked asked, RequestState state, TileModel.@Nullable Shown shown) {
        /** Prepares the map for drawing, on the service's thread. */
        static News of(Asked asked, RequestState state) {
            TileModel.Shown shown = switch (state) {
                case RequestState.Finished f -> new TileModel.Shown(Heatmap.of(f.explanation()), f.explanation());
                case RequestState.Running r -> r.partial() == null ? null : partial(asked, r.partial());
                case RequestState.Waiting _, RequestState.Failed _, RequestState.Stopped _ -> null;
            };
            return new News(asked, state, shown);
        }

        private static TileModel.Shown partial(Asked asked, float[] map) {
            boolean signed = false;
            for (float v : map) {
                signed |= v < 0;
            }
            var x = asked.opened().prepared().x();
            return new TileModel.Shown(new Heatmap(x.axis(3), x.axis(2), map, signed), null);
        }
    }

    private final ExplanationService service;
    private final SourceModel source;
    private final QuestionModel question;
    private final LayerModel layers;
    private final TilesModel tiles;
    private final Map<TileModel, Asked> asked = new HashMap<>();
    private final Map<TileModel, Ticket> tickets = new HashMap<>();
    private final Soon ask = new Soon(this::ask);
    private final Soon count;

    /** Listens to everything that is part of the question. */
    public TilesController(
            ExplanationService service,
            SourceModel source,
            QuestionModel question,
            LayerModel layers,
            TilesModel tiles,
            StatusModel status) {
        this.service = service;
        this.source = source;
        this.question = question;
        this.layers = layers;
        this.tiles = tiles;
        this.count = new Soon(() -> status.progress()
                .set(source.opened().get() == null ? new StatusModel.Progress(0, 0, 0) : tiles.progress()));
        source.opened().addListener((o, before, now) -> {
            clear(all());
            ask.ask();
        });
        source.logits().addListener((o, before, now) -> ask.ask());
        question.classIndex().addListener((o, before, now) -> ask.ask());
        question.kind().addListener((o, before, now) -> ask.ask());
        question.preset().addListener((o, before, now) -> {
            for (TileModel tile : tiles.all()) {
                tile.method().set(Presets.method(tile.id(), now));
            }
        });
        layers.chosen().addListener((o, before, now) -> ask.ask());
        question.comparison().addListener((o, before, now) -> ask.ask());
        tiles.comparing().addListener((o, before, now) -> {
            if (!now) {
                dismiss(tiles.counterparts());
            }
            ask.ask();
        });
        for (TileModel tile : all()) {
            tile.method().addListener((o, before, now) -> ask.ask());
            tile.state().addListener((o, before, now) -> count.ask());
        }
    }

    private List<TileModel> all() {
        return Stream.concat(tiles.all().stream(), tiles.counterparts().stream())
                .toList();
    }

    /** Forgets answers, and computes those no further that are under way. */
    private void dismiss(List<TileModel> those) {
        for (TileModel tile : those) {
            Ticket ticket = tickets.remove(tile);
            if (ticket != null) {
                ticket.cancel();
            }
        }
        clear(those);
    }

    /** Computes a tile's answer again. */
    public void again(TileModel tile) {
        Optional<Method> signed = signed(tile);
        if (tile.state().get() instanceof RequestState.Finished && signed.isPresent()) {
            tiles.of(tile.id()).method().set(signed.get());
        } else {
            asked.remove(tile);
            ask();
        }
    }

    /** The method with its sign shown, where it has such an option and it is off. */
    public static Optional<Method> signed(TileModel tile) {
        Method method = tile.method().get();
        for (Option option : method.options()) {
            if (option instanceof Option.Flag flag && flag.key().equals("signed") && !flag.value()) {
                return Optional.of(method.with("signed", true));
            }
        }
        return Optional.empty();
    }

    /** Stops everything that is being computed; what is finished stays. */
    public void stop() {
        service.cancelAll();
    }

    /** Says why there will be no answers. */
    public void fail(String reason) {
        for (TileModel tile : tiles.wanted()) {
            tile.state().set(new RequestState.Failed(reason));
        }
    }

    private void clear(List<TileModel> those) {
        for (TileModel tile : those) {
            asked.remove(tile);
            tile.shown().set(null);
            tile.outdated().set(false);
            tile.absence().set("");
            tile.state().set(new RequestState.Waiting());
        }
    }

    private void ask() {
        Opened opened = source.opened().get();
        if (opened == null || source.logits().get() == null) {
            return;
        }
        Layer layer = layers.chosen().get();
        for (TileModel tile : tiles.wanted()) {
            MethodId id = tile.id();
            ExplanationRequest request = request(opened, tile, layer);
            Asked now = new Asked(opened, request.method(), request.target(), request.layer());
            if (now.equals(asked.get(tile))) {
                continue;
            }
            asked.put(tile, now);
            Optional<String> absence =
                    id.layered() && layer == null ? opened.classifier().layerless(id.title()) : Optional.empty();
            tile.absence().set(absence.orElse(""));
            if (absence.isPresent()) {
                tile.state().set(new RequestState.Failed(absence.get()));
                continue;
            }
            tile.outdated().set(tile.shown().get() != null);
            tile.state().set(new RequestState.Waiting());
            // A mailbox for each question: a late answer to an older one can't push out the newest.
            Newest<News> post = new Newest<>(news -> receive(tile, news));
            tickets.put(tile, service.explain(request, state -> post.accept(News.of(now, state))));
        }
        count.ask();
    }

    /** What the service is asked for a tile when a layer is looked at. */
    ExplanationRequest request(Opened opened, TileModel tile, @Nullable Layer layer) {
        MethodId id = tile.id();
        return new ExplanationRequest(
                "tile/" + id.id() + (tile.counterpart() ? "/beside" : ""),
                opened.classifier(),
                opened.prepared(),
                tile.method().get(),
                tile.counterpart() ? question.counterTarget(id) : question.target(id),
                id.layered() && layer != null ? Optional.of(layer.name()) : Optional.empty(),
                priority(tile));
    }

    private int priority(TileModel tile) {
        TileModel alone = tiles.enlarged().get();
        int first = alone != null && alone.id() == tile.id() ? ENLARGED_FIRST : TILES;
        return first - tile.id().ordinal() - (tile.counterpart() ? MethodId.values().length : 0);
    }

    private void receive(TileModel tile, News news) {
        if (!news.asked().equals(asked.get(tile))) {
            return; // an answer to an older question
        }
        if (news.shown() != null) {
            tile.shown().set(news.shown());
            tile.outdated().set(false);
        }
        tile.state().set(news.state());
    }
}
