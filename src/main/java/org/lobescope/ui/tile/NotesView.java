package org.lobescope.ui.tile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.lobescope.explain.Explanation;
import org.lobescope.explain.Note;
import org.lobescope.ui.part.Words;
import org.lobescope.ui.task.Soon;

/** What an honest reader has to know about the maps, all of it in one place, each sentence once. */
final class NotesView extends VBox {
    private final TilesModel model;
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
        for (TileModel tile : model.all()) {
            tile.shown().addListener((o, before, now) -> write.ask());
        }
        write();
    }

    private void write() {
        Map<String, List<String>> methods = new LinkedHashMap<>();
        for (TileModel tile : model.all()) {
            TileModel.Shown shown = tile.shown().get();
            Explanation answer = shown == null ? null : shown.explanation();
            if (answer != null) {
                for (Note note : answer.notes()) {
                    methods.computeIfAbsent(note.text(), t -> new ArrayList<>())
                            .add(tile.id().title());
                }
            }
        }
        List<Node> nodes = new ArrayList<>();
        methods.forEach((text, names) -> nodes.add(new VBox(
                1, Words.paragraph(String.join(", ", names), "note-methods"), Words.paragraph(text, "quiet"))));
        if (nodes.isEmpty()) {
            nodes.add(Words.paragraph("What has to be known about a map stands here when it is finished.", "quiet"));
        }
        lines.getChildren().setAll(nodes);
    }
}
