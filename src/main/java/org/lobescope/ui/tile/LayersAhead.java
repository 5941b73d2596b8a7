package org.lobescope.ui.tile;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lobescope.explain.Method;
import org.lobescope.explain.Target;
import org.lobescope.network.Layer;
import org.lobescope.service.ExplanationRequest;
import org.lobescope.service.ExplanationService;
import org.lobescope.service.RequestState;
import org.lobescope.service.Ticket;
import org.lobescope.ui.layer.LayerModel;
import org.lobescope.ui.source.SourceModel;
import org.lobescope.ui.source.SourceModel.Opened;
import org.lobescope.ui.task.Newest;
import org.lobescope.ui.task.Soon;

/**
 * Has the maps of the other layers made while nobody waits for anything, the nearest layers first, so that they follow the
 * hand when somebody goes through the layers. The service keeps them; the tiles find them there.
 *
 * <p>As soon as a tile waits for an answer, or work is stopped, that ends until all tiles have their answers again.
 */
public final class LayersAhead {
    private static final String SLOT = "ahead";
    private static final int BEHIND_ALL = -1;

    /** What may be spent on one question, in the seconds of the maps made: a large network is not run for minutes. */
    private static final double MOST_SECONDS = 20;

    /** A map that was made ahead. */
    private record Made(Method method, Target target, Optional<String> layer) {}

    private record News(long turn, Made made, RequestState state) {}

    private final ExplanationService service;
    private final TilesController controller;
    private final SourceModel source;
    private final LayerModel layers;
    private final TilesModel tiles;
    private final Set<Made> made = new HashSet<>();
    private final Soon plan = new Soon(this::plan);
    private @Nullable Opened opened;
    private @Nullable Ticket ticket;
    private long turn; // of the map under way, or of the next one
    private double seconds;
    private boolean stopped;

    /** Listens to what the tiles wait for. */
    public LayersAhead(
            ExplanationService service,
            TilesController controller,
            SourceModel source,
            LayerModel layers,
            TilesModel tiles) {
        this.service = service;
        this.controller = controller;
        this.source = source;
        this.layers = layers;
        this.tiles = tiles;
        source.opened().addListener((o, before, now) -> plan.ask());
        layers.layers().addListener((o, before, now) -> plan.ask());
        Stream.concat(tiles.all().stream(), tiles.counterparts().stream())
                .forEach(tile -> tile.state().addListener((o, before, now) -> plan.ask()));
    }

    private void plan() {
        Opened now = source.opened().get();
        if (now != opened) {
            opened = now;
            made.clear();
            seconds = 0;
        }
        if (now == null || !tiles.ended()) {
            stopped = false;
            rest();
            return;
        }
        if (ticket == null && !stopped && seconds < MOST_SECONDS) {
            next(now).ifPresent(this::make);
        }
    }

    private void rest() {
        if (ticket != null) {
            ticket.cancel();
        }
        ticket = null;
        turn++;
    }

    /** The map to make next: of the layer nearest to the one that is looked at. */
    private Optional<ExplanationRequest> next(Opened now) {
        Layer chosen = layers.chosen().get();
        if (chosen == null) {
            return Optional.empty(); // a network without layers to look at
        }
        List<Layer> offered = layers.layers().get();
        int here = offered.indexOf(chosen);
        return offered.stream()
                .filter(layer -> !layer.equals(chosen))
                .sorted(Comparator.comparingInt(layer -> Math.abs(offered.indexOf(layer) - here)))
                .flatMap(layer -> tiles.wanted().stream()
                        .filter(tile -> tile.id().layered() && tile.state().get() instanceof RequestState.Finished)
                        .map(tile -> controller.request(now, tile, layer)))
                .filter(request -> !made.contains(made(request)))
                .findFirst();
    }

    private static Made made(ExplanationRequest request) {
        return new Made(request.method(), request.target(), request.layer());
    }

    private void make(ExplanationRequest request) {
        Made making = made(request);
        long mine = turn;
        Newest<News> post = new Newest<>(this::receive);
        ticket = service.explain(request.withSlot(SLOT).withPriority(BEHIND_ALL), state -> {
            if (state.ended()) {
                post.accept(new News(mine, making, state));
            }
        });
    }

    private void receive(News news) {
        if (news.turn() != turn) {
            return; // was given up
        }
        ticket = null;
        turn++;
        made.add(news.made());
        switch (news.state()) {
            case RequestState.Finished finished ->
                seconds += finished.cached() ? 0 : finished.explanation().seconds();
            case RequestState.Stopped _ -> stopped = true; // somebody pressed Stop: that holds for this, too
            case RequestState.Failed _, RequestState.Waiting _, RequestState.Running _ -> {}
        }
        plan();
    }
}
