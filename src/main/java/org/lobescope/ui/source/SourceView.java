package org.lobescope.ui.source;

import atlantafx.base.controls.Popover;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.ImageView;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.lobescope.classifier.CutOut;
import org.lobescope.explain.Target;
import org.lobescope.sky.RadioImage;
import org.lobescope.ui.display.DisplayModel;
import org.lobescope.ui.part.Choice;
import org.lobescope.ui.part.LateTip;
import org.lobescope.ui.part.LiveScroll;
import org.lobescope.ui.part.Numbers;
import org.lobescope.ui.part.Section;
import org.lobescope.ui.part.Seen;
import org.lobescope.ui.part.Words;
import org.lobescope.ui.picture.Area;
import org.lobescope.ui.picture.LineOverlays;
import org.lobescope.ui.picture.Overlay;
import org.lobescope.ui.picture.Picture;
import org.lobescope.ui.question.QuestionModel;
import org.lobescope.ui.source.SourceModel.Opened;

/** The panel on the left: the image, what the classifier says of it, what the network sees, and how it is drawn. */
public final class SourceView extends ScrollPane {
    private static final double SEEN_SIDE = 74;
    private static final double HEADER_LEAST = 118;

    private static final javafx.css.PseudoClass DOUBTFUL = javafx.css.PseudoClass.getPseudoClass("doubtful");

    private final SourceModel model;
    private final QuestionModel question;
    private final SourceImages images;
    private final DisplayModel maps;
    private final Picture picture;
    private final SourcePicture axes;
    private final Section source;
    private final Label facts = Words.paragraph("", "quiet", "facts");
    private final LateTip factsTip = new LateTip(facts, "");
    private final LateTip originTip;
    private final ProbabilityBars bars;
    private final Section says;
    private final Section sees;
    private final Choice<Boolean> whole;
    private final PlaneView planes;
    private final Hyperlink recentre = new Hyperlink("Re-centre");
    private final ImageView seen = new ImageView();
    private final Label steps = Words.paragraph("", "quiet", "steps");
    private final LateTip stepsTip = new LateTip(steps, "");
    private final VBox warnings = new VBox();
    private final HistogramView histogram;
    private final ObservableValue<Double> redshift;
    private final HeaderView header = new HeaderView(this::popHeader);
    private final VBox column = new VBox();

    /** The panel of that image. */
    public SourceView(
            SourceModel model,
            QuestionModel question,
            SourceImages images,
            ImageDisplayModel display,
            DisplayModel maps,
            ObservableValue<Double> redshift,
            Picture picture,
            SourceActions actions) {
        this.model = model;
        this.question = question;
        this.images = images;
        this.maps = maps;
        this.picture = picture;
        this.redshift = redshift;
        getStyleClass().add("source-panel");
        setFitToWidth(true);
        setFitToHeight(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        LiveScroll.of(this);

        axes = new SourcePicture(picture);
        picture.cover(new CutOutBox(model, actions, picture), this::boxed);
        picture.addEventHandler(MouseEvent.MOUSE_CLICKED, e -> {
            CutOut part = model.cutOut();
            if (part != null && e.getButton() == MouseButton.PRIMARY && e.getClickCount() == 2 && movable()) {
                actions.moveCutOut(
                        CutOut.around(picture.projection().position(e.getX(), e.getY()), part.width(), part.height()));
                actions.takeCutOut();
            }
        });
        whole = new Choice<>(
                display.whole(),
                List.of(false, true),
                all -> all ? "Whole image" : "Around the source",
                all -> all ? "All of the image, binned where it is large." : "What goes in and what is near it.");
        whole.getStyleClass().add("small");
        planes = new PlaneView(actions::show);
        source = new Section("SOURCE", axes, facts, planes, whole);
        source.aside().setId("file-name");
        originTip = new LateTip(source.aside(), "");
        bars = new ProbabilityBars(i -> question.classIndex().set(i));
        says = new Section("CLASSIFIER SAYS", bars);
        seen.setFitWidth(SEEN_SIDE);
        seen.setFitHeight(SEEN_SIDE);
        seen.setPreserveRatio(true);
        warnings.getStyleClass().add("warnings");
        VBox words = new VBox(4, steps, warnings);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox row = new HBox(12, seen, words);
        sees = new Section("NETWORK SEES", row);
        recentre.setOnAction(e -> actions.centreCutOut());
        recentre.setId("recentre");
        recentre.setTooltip(Words.tip("Puts the cut-out back into the middle of the image, in the network's size."));
        sees.aside().setContentDisplay(ContentDisplay.RIGHT);
        sees.aside().setGraphicTextGap(8);
        histogram = new HistogramView(display);
        Section drawn = new Section("IMAGE DISPLAY", new ImageDisplayView(display, histogram));
        VBox.setVgrow(header, Priority.ALWAYS);
        column.getStyleClass().add("source-column");
        column.getChildren().addAll(source, says, sees, drawn, header);
        setContent(column);
        for (Region part : List.of(source, says, sees, drawn)) {
            part.setMinHeight(Region.USE_PREF_SIZE);
        }
        header.setMinHeight(0);

        model.opened().addListener((o, before, now) -> show());
        model.moving().addListener((o, before, now) -> place());
        model.refusals().addListener((o, before, now) -> {
            Opened opened = model.opened().get();
            planes.show(opened == null ? null : opened.place());
        });
        model.logits().addListener((o, before, now) -> probabilities());
        question.classIndex().addListener((o, before, now) -> probabilities());
        images.version().addListener((o, before, now) -> paint());
        maps.contours().addListener((o, before, now) -> paint());
        redshift.addListener((o, before, now) -> paint());
        viewportBoundsProperty().addListener((o, before, now) -> makeRoom());
        source.heightProperty().addListener((o, before, now) -> makeRoom());
        says.heightProperty().addListener((o, before, now) -> makeRoom());
        sees.heightProperty().addListener((o, before, now) -> makeRoom());
        show();
    }

    /** The header has a place of its own where there is room for it. */
    private void makeRoom() {
        double width = getViewportBounds().getWidth();
        double used = column.getInsets().getTop() + column.getInsets().getBottom();
        for (var child : column.getChildren()) {
            if (child != header) {
                used += child.prefHeight(width) + column.getSpacing();
            }
        }
        Opened opened = model.opened().get();
        boolean cards = opened != null && !opened.image().header().isEmpty();
        Seen.set(header, cards);
        header.setOpen(getViewportBounds().getHeight() - used >= HEADER_LEAST);
    }

    private void popHeader(Node beside) {
        Opened opened = model.opened().get();
        if (opened == null) {
            return;
        }
        HeaderView cards = new HeaderView(node -> {});
        cards.show(opened.image().header());
        cards.setPrefSize(520, 460);
        Popover pop = new Popover(cards);
        pop.setArrowLocation(Popover.ArrowLocation.LEFT_TOP);
        pop.show(beside);
    }

    private void show() {
        Opened opened = model.opened().get();
        if (opened == null) {
            return;
        }
        RadioImage image = opened.image();
        axes.show(image);
        source.aside().setText(image.name());
        originTip.setText(opened.origin());
        planes.show(opened.place());
        facts.setText(facts(image));
        factsTip.setText(String.join("\n", image.notes()));
        steps.setText(String.join("\n", NetworkSees.lines(opened)));
        stepsTip.setText(String.join("\n", opened.prepared().steps()));
        Seen.set(whole, SourceImages.goesOn(opened));
        List<Label> doubts = new ArrayList<>();
        for (String warning : opened.prepared().warnings()) {
            Label label = Words.paragraph(warning, "warning");
            label.setGraphic(new FontIcon(Feather.ALERT_TRIANGLE));
            doubts.add(label);
        }
        for (String note : image.notes()) {
            doubts.add(Words.paragraph(note, "quiet"));
        }
        warnings.getChildren().setAll(doubts);
        header.show(image.header());
        histogram.setUnit(opened.unit());
        probabilities();
        place();
        makeRoom();
    }

    /** Whether the cut-out could lie elsewhere. */
    private boolean movable() {
        Opened opened = model.opened().get();
        return opened != null && opened.prepared().cutOut().movable(opened.image());
    }

    /** Whether the cut-out could be another; not of a picture that is taken as prepared. */
    private boolean changeable() {
        Opened opened = model.opened().get();
        return opened != null
                && !opened.classifier()
                        .takenAsPrepared(opened.image(), opened.prepared().cutOut());
    }

    /** Where the box stands. */
    private @Nullable Area boxed() {
        CutOut part = model.cutOut();
        return part == null || !changeable() ? null : Area.ofPixels(part.x(), part.y(), part.width(), part.height());
    }

    /** The box, and in words where its centre is. */
    private void place() {
        picture.placeControl();
        Opened opened = model.opened().get();
        CutOut part = model.cutOut();
        if (opened == null || part == null || !changeable()) {
            sees.aside().setText("");
            sees.aside().setGraphic(null);
            return;
        }
        CutOut usual = opened.classifier().central(opened.image());
        boolean resized = part.width() != usual.width();
        String centre =
                "centre " + (int) part.centre().x() + ", " + (int) part.centre().y();
        sees.aside().setText(resized ? part.width() + " × " + part.height() + ", " + centre : centre);
        recentre.setText(resized ? "Reset" : "Re-centre");
        sees.aside().setGraphic(part.equals(usual) ? null : recentre);
    }

    private static String facts(RadioImage image) {
        List<String> words = new ArrayList<>();
        words.add(image.width() + " × " + image.height() + " px");
        image.wcs().ifPresent(wcs -> words.add(Numbers.angle(wcs.scale()) + "/px"));
        image.beam()
                .ifPresent(beam -> words.add("beam "
                        + (Math.abs(beam.major() - beam.minor()) < 1e-3 * beam.major()
                                ? Numbers.angle(beam.major())
                                : Numbers.angle(beam.major()) + " × " + Numbers.angle(beam.minor()))));
        image.wcs().ifPresent(wcs -> words.add(wcs.frame()));
        return String.join(" · ", words);
    }

    private void probabilities() {
        float[] logits = model.logits().get();
        if (logits == null) {
            bars.waiting(question.classes());
            says.aside().setText("");
            return;
        }
        bars.show(question.classes(), Target.probabilities(logits));
        Opened opened = model.opened().get();
        boolean unlike = opened != null && opened.prepared().unlikeTraining().isPresent();
        says.aside().setText(unlike ? "unlike the training data" : "explaining " + question.className());
        says.aside().pseudoClassStateChanged(DOUBTFUL, unlike);
    }

    private void paint() {
        Opened opened = model.opened().get();
        if (opened == null) {
            return;
        }
        seen.setImage(images.seen().image());
        picture.show(images.around(), images.aroundArea());
        List<Overlay> lines = new ArrayList<>();
        var contours = images.contoursAround();
        if (maps.contours().get() && contours != null) {
            lines.add(LineOverlays.contours(
                    contours,
                    images.aroundArea(),
                    images.aroundArea().width() / images.around().width()));
        }
        lines.add(SkyOverlays.beam(opened.image()));
        opened.image().wcs().ifPresent(wcs -> lines.add(SkyOverlays.scaleBar(wcs, redshift.getValue())));
        picture.setOverlays(lines);
        axes.requestLayout();
    }
}
