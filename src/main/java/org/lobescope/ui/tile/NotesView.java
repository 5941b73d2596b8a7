package org.lobescope.ui.tile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Label;
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
        List<Node> there = lines.getChildren();
        there.removeIf(node -> !(node instanceof Line line && tiles.containsKey(line.text)));
        // Lines that stand there already are left there: a new one has the whole window styled and painted again.
        int place = 0;
        for (Map.Entry<String, List<TileModel>> each : tiles.entrySet()) {
            Line line = there.stream()
                    .map(Line.class::cast)
                    .filter(old -> old.text.equals(each.getKey()))
                    .findFirst()
                    .orElseGet(() -> new Line(each.getKey()));
            line.methods.setText(names(each.getValue()));
            if (there.indexOf(line) != place) {
                there.remove(line);
                there.add(place, line);
            }
            place++;
        }
        if (there.isEmpty()) {
            there.add(Words.paragraph("What has to be known about a map stands here when it is finished.", "quiet"));
        }
    }

    /** A note, under the methods that it is about. */
    private static final class Line extends VBox {
        private final String text;
        private final Label methods = Words.paragraph("", "note-methods");

        Line(String text) {
            super(1);
            this.text = text;
            getChildren().addAll(methods, Words.paragraph(text, "quiet"));
        }
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
