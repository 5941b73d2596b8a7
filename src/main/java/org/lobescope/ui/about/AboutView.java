package org.lobescope.ui.about;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.lobescope.ShippedLibrary;
import org.lobescope.ShippedLibrary.Licence;
import org.lobescope.Version;
import org.lobescope.ui.part.Words;

/** The page About: version, licence, and every library inside with the text of its licence. */
public final class AboutView extends StackPane {
    private static final double ICON = 64;
    private static final double WIDTH = 860;
    private static final double HEIGHT = 600;
    private static final double LIST = 330;
    private static final String JAVA =
            "Java's own licences are in the folder 'legal' of the Java that runs the program.";

    private final TextArea text = new TextArea();

    /**
     * The page.
     *
     * @param open whether it is on show
     * @param libraries that ship with the program
     */
    public AboutView(BooleanProperty open, List<ShippedLibrary> libraries) {
        getStyleClass().add("preferences");
        setId("about");
        ListView<ShippedLibrary> list = new ListView<>(FXCollections.observableList(libraries));
        list.setId("about-libraries");
        list.setCellFactory(view -> new Row());
        list.setPlaceholder(Words.quiet("The list is made when the program is built."));
        list.setPrefWidth(LIST);
        list.setMinWidth(LIST);
        text.setEditable(false);
        text.setWrapText(true);
        text.setId("about-licence");
        text.getStyleClass().add("licence-text");
        HBox.setHgrow(text, Priority.ALWAYS);
        list.getSelectionModel().selectedItemProperty().addListener((o, before, now) -> show(now));
        list.getSelectionModel().selectFirst();
        Button close = new Button("Done");
        close.getStyleClass().add("accent");
        close.setId("about-close");
        close.setOnAction(e -> open.set(false));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox foot = new HBox(10, Words.quiet(JAVA), space, close);
        foot.setAlignment(Pos.CENTER_LEFT);
        HBox parts = new HBox(14, list, text);
        VBox.setVgrow(parts, Priority.ALWAYS);
        VBox page = new VBox(14, head(), Words.caption("MADE OF"), parts, foot);
        page.getStyleClass().addAll("preferences-page", "about-page");
        page.setMaxSize(WIDTH, HEIGHT);
        getChildren().add(page);
    }

    private static HBox head() {
        ImageView icon = new ImageView(new Image(
                Objects.requireNonNull(AboutView.class.getResourceAsStream("/org/lobescope/ui/lobescope.png"))));
        icon.setFitWidth(ICON);
        icon.setFitHeight(ICON);
        icon.setSmooth(true);
        VBox words = new VBox(
                4,
                Words.label("Lobescope " + Version.CURRENT.program(), "start-title"),
                Words.plain("Shows where a radio-galaxy classifier looks."),
                Words.quiet("BSD-3-Clause. Java " + Runtime.version().feature() + ", PyTorch on DJL, JavaFX "
                        + System.getProperty("javafx.version", "") + "."));
        HBox head = new HBox(18, icon, words);
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private void show(@Nullable ShippedLibrary library) {
        text.setText(
                library == null
                        ? ""
                        : library.licences().stream().map(AboutView::words).collect(Collectors.joining("\n\n\n")));
        text.setScrollTop(0);
    }

    private static String words(Licence licence) {
        String where = licence.address().isEmpty() ? "" : "\n" + licence.address();
        return licence.name() + where + (licence.text().isEmpty() ? "" : "\n\n" + licence.text());
    }

    private static final class Row extends ListCell<ShippedLibrary> {
        @Override
        protected void updateItem(@Nullable ShippedLibrary library, boolean empty) {
            super.updateItem(library, empty);
            setText(null);
            if (empty || library == null) {
                setGraphic(null);
                return;
            }
            String licences =
                    library.licences().stream().map(Licence::name).distinct().collect(Collectors.joining(", "));
            setGraphic(new VBox(
                    1,
                    Words.plain(library.name() + " " + library.version()),
                    Words.quiet(licences.isEmpty() ? "see its own files" : licences)));
        }
    }
}
