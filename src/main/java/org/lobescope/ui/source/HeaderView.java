package org.lobescope.ui.source;

import atlantafx.base.controls.CustomTextField;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.lobescope.sky.HeaderCard;
import org.lobescope.ui.part.Section;
import org.lobescope.ui.part.Seen;
import org.lobescope.ui.part.Words;

/** The cards of the image's header, with a search. */
public final class HeaderView extends VBox {
    private final CustomTextField search = new CustomTextField();
    private final ListView<HeaderCard> list = new ListView<>();
    private final Hyperlink link = new Hyperlink("Show");
    private final Section section = new Section("HEADER", search, list);
    private List<HeaderCard> cards = List.of();
    private boolean open = true;

    /**
     * An empty header.
     *
     * @param show shows the cards elsewhere, while there is no room for them here
     */
    public HeaderView(Consumer<Node> show) {
        link.setOnAction(e -> show.accept(link));
        section.aside().setContentDisplay(ContentDisplay.RIGHT);
        getStyleClass().add("header-view");
        search.setPromptText("Search keys, values, comments");
        search.setLeft(new FontIcon(Feather.SEARCH));
        search.textProperty().addListener((o, before, now) -> filter());
        list.getStyleClass().add("header-list");
        list.setPlaceholder(Words.quiet("No card has these letters."));
        list.setCellFactory(view -> new Cell());
        VBox.setVgrow(list, Priority.ALWAYS);
        VBox.setVgrow(section, Priority.ALWAYS);
        getChildren().add(section);
    }

    /** Shows the cards here, or only how many there are. */
    public void setOpen(boolean wanted) {
        if (wanted != open) {
            open = wanted;
            section.aside().setGraphic(wanted ? null : link);
            for (Node node : List.of(search, list)) {
                Seen.set(node, wanted);
            }
            filter();
        }
    }

    /** Shows these cards. */
    public void show(List<HeaderCard> header) {
        cards = header;
        filter();
    }

    private void filter() {
        String wanted = search.getText() == null ? "" : search.getText().toLowerCase(Locale.ROOT);
        List<HeaderCard> found = cards.stream()
                .filter(c -> (c.key() + " " + c.value() + " " + c.comment())
                        .toLowerCase(Locale.ROOT)
                        .contains(wanted))
                .toList();
        // Cells that nobody sees cost as much as those that are seen.
        list.getItems().setAll(open ? found : List.of());
        section.aside()
                .setText(wanted.isEmpty() ? cards.size() + " cards" : found.size() + " of " + cards.size() + " cards");
    }

    private static final class Cell extends ListCell<HeaderCard> {
        private final Tooltip tip = Words.tip("");

        @Override
        protected void updateItem(HeaderCard card, boolean empty) {
            super.updateItem(card, empty);
            if (empty || card == null) {
                setText(null);
                setTooltip(null);
                return;
            }
            String comment = card.comment().isEmpty() ? "" : "  / " + card.comment();
            boolean free = card.key().equals("HISTORY")
                    || card.key().equals("COMMENT")
                    || card.key().isEmpty();
            setText(card.key() + (free ? " " : " = ") + card.value());
            tip.setText(getText() + comment);
            setTooltip(tip);
        }
    }
}
