package org.lobescope.ui.tile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.lobescope.explain.Note;
import org.lobescope.ui.part.Words;
import org.lobescope.ui.task.Soon;

/** What an honest reader has to know about the maps, all of it in one place, each sentence once. */
final class NotesView extends VBox {
    private final TilesModel model;
    private @Nullable Map<String, List<TileModel>> written;
    private final Map<TileModel, List<Note>> notes = new HashMap<>();
    private final VBox lines = new VBox();

    NotesView(TilesModel model) {
        this.model = model;
        getStyleClass().add("notes-card");
        lines.getStyleClass().add("notes-lines");
        ScrollPane scroll = new ScrollPane(lines);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(Words.caption("READ THESE MAPS WITH CARE"), scroll);
        Soon write = new Soon(this::write);
        for (TileModel tile : Stream.concat(model.all().stream(), model.counterparts().stream())
                .toList()) {
            tile.shown().addListener((o, before, now) -> write.ask());
        }
        write();
    }

    private void write() {
        Map<String, List<TileModel>> tiles = new LinkedHashMap<>();
        notes.keySet().retainAll(model.wanted());
        for (TileModel tile : model.wanted()) {
            TileModel.Shown shown = tile.shown().get();
            if (shown == null) {
                notes.remove(tile);
            } else if (shown.explanation() != null) {
                notes.put(tile, shown.explanation().notes());
            }
            // While another map is under way those of the last one stay, instead of coming and going with every layer.
            for (Note note : notes.getOrDefault(tile, List.of())) {
                tiles.computeIfAbsent(note.text(), t -> new ArrayList<>()).add(tile);
            }
        }
        if (tiles.equals(written)) {
            return; // maps under way come often and bring no notes
        }
        written = tiles;
        List<Node> nodes = new ArrayList<>();
        tiles.forEach((text, those) ->
                nodes.add(new VBox(1, Words.paragraph(names(those), "note-methods"), Words.paragraph(text, "quiet"))));
        if (nodes.isEmpty()) {
            nodes.add(Words.paragraph("What has to be known about a map stands here when it is finished.", "quiet"));
        }
        lines.getChildren().setAll(nodes);
    }

    /** The methods; of pairs that differ, with what tells the map from the other. */
    private String names(List<TileModel> those) {
        return model.all().stream()
                .map(model::pair)
                .map(pair -> {
                    List<TileModel> in = pair.stream().filter(those::contains).toList();
                    return in.size() == 1 && pair.size() > 1
                            ? in.getFirst().id().title() + " ("
                                    + in.getFirst().side().get() + ")"
                            : in.stream()
                                    .map(tile -> tile.id().title())
                                    .findFirst()
                                    .orElse("");
                })
                .filter(name -> !name.isEmpty())
                .collect(Collectors.joining(", "));
    }
}
