package org.lobescope.ui.tile;

import atlantafx.base.controls.RingProgressIndicator;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.geometry.HPos;
import javafx.geometry.Insets;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.lobescope.explain.Explanation;
import org.lobescope.explain.Note;
import org.lobescope.explain.Note.Caveat;
import org.lobescope.service.RequestState;
import org.lobescope.ui.part.IconButton;
import org.lobescope.ui.part.LateTip;
import org.lobescope.ui.part.Numbers;
import org.lobescope.ui.part.Seen;
import org.lobescope.ui.part.Words;
import org.lobescope.ui.picture.Picture;

/** One method's answer: title, state in words, the map over the image, its colours with numbers. */
public final class TileView extends Region implements TileGrid.Chrome {
    private static final double SIDE = 8;
    private static final double AROUND_TITLE = 14;
    private static final double BAR_GAP = 6;
    private static final double FOOT = 6;
    private static final double CAPTION_GAP = 2;

    /** What the class or preset of a compared map takes in its head, at most, px. */
    private static final double SIDE_MOST = 96;

    /** A tile is narrow that has no room for the longest title, the time and two buttons, in sizes of its type. */
    private static final double NARROW = 18.8;

    private static final PseudoClass SMALL = PseudoClass.getPseudoClass("small");
    private static final PseudoClass NOTED = PseudoClass.getPseudoClass("noted");
    private static final PseudoClass OUTDATED = PseudoClass.getPseudoClass("outdated");
    private static final PseudoClass EMPTY = PseudoClass.getPseudoClass("empty");

    private final TileModel model;
    private final TileActions actions;
    private final Picture picture;
    private final ColorBar bar = new ColorBar();
    private final Label title = Words.label("", "tile-title");
    private final Label side = Words.label("", "tile-side");
    private final LateTip sideTip = new LateTip(side, "");
    private final Label time = Words.label("", "tile-time");
    private final Label words = Words.paragraph("", "tile-words");
    private final Hyperlink again = new Hyperlink();
    private final VBox message = new VBox(words, again);
    private final RingProgressIndicator ring = new RingProgressIndicator(0, false);
    private final StackPane ringPlate = new StackPane(ring);
    private final Label value = Words.label("", "tile-value");
    private final Label caption = Words.label("", "tile-caption");
    private final LateTip captionTip = new LateTip(caption, "");
    private final IconButton help;
    private final IconButton options;
    private final HBox head;
    private double aspect = 1;
    private boolean notesSaid;

    /** The tile of that model. */
    public TileView(TileModel model, Picture picture, TileActions actions) {
        this.model = model;
        this.picture = picture;
        this.actions = actions;
        getStyleClass().add("tile");
        setFocusTraversable(true);
        title.setMinWidth(30);
        side.setMinWidth(Region.USE_PREF_SIZE);
        side.setMaxWidth(SIDE_MOST);
        Seen.bind(side, model.side().isNotEmpty());
        HBox.setHgrow(title, Priority.ALWAYS);
        title.setMaxWidth(Double.MAX_VALUE);
        time.setMinWidth(Region.USE_PREF_SIZE);
        options = new IconButton(
                Feather.SLIDERS, "Options of " + model.id().title(), () -> actions.options(model, optionsButton()));
        help = new IconButton(Feather.HELP_CIRCLE, "What " + model.id().title() + " is", this::showCard);
        for (Region button : List.of(options, help)) {
            button.setMinWidth(Region.USE_PREF_SIZE);
        }
        head = new HBox(2, title, side, time, options, help);
        head.getStyleClass().add("tile-head");
        message.getStyleClass().add("tile-message");
        ring.getStyleClass().add("tile-ring");
        ringPlate.getStyleClass().add("tile-ring-plate");
        caption.setWrapText(true);
        caption.setOnMouseClicked(e -> {
            if (e.getClickCount() == 1) {
                showCard();
            }
        });
        value.setMouseTransparent(true);
        value.setVisible(false);
        message.setPickOnBounds(false);
        words.setMouseTransparent(true);
        ringPlate.setMouseTransparent(true);
        getChildren().addAll(head, picture, value, message, ringPlate, bar, caption);

        again.setOnAction(e -> actions.again(model));
        addEventHandler(MouseEvent.MOUSE_CLICKED, e -> {
            requestFocus();
            if (e.getButton() == MouseButton.PRIMARY && e.getClickCount() == 2) {
                actions.enlarge(model);
            }
        });
        setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ENTER) {
                actions.enlarge(model);
                e.consume();
            }
        });
        widthProperty().addListener((o, before, now) -> arrangeHead());
        setId("tile-" + model.id().id() + (model.counterpart() ? "-beside" : ""));
        accessibleTextProperty()
                .bind(Bindings.createStringBinding(
                        () -> model.title() + ": " + stateWords(), model.state(), model.side()));
        model.state().addListener((o, before, now) -> refresh());
        model.shown().addListener((o, before, now) -> refresh());
        model.outdated().addListener((o, before, now) -> refresh());
        model.side().addListener((o, before, now) -> arrangeHead());
        model.method().addListener((o, before, now) -> refresh());
        refresh();
    }

    private Node optionsButton() {
        return options;
    }

    private void showCard() {
        actions.card(model, head);
    }

    /** What the tile shows. */
    TileModel model() {
        return model;
    }

    @Override
    public double width() {
        return 2 * SIDE;
    }

    @Override
    public double height() {
        return headHeight() + BAR_GAP + bar.prefHeight(-1) + FOOT;
    }

    @Override
    public double caption(int lines) {
        return 2 * CAPTION_GAP + lines * captionLine();
    }

    private double headHeight() {
        return Math.ceil(time.prefHeight(-1)) + AROUND_TITLE;
    }

    private double captionLine() {
        return caption.prefHeight(Short.MAX_VALUE);
    }

    private boolean wide() {
        return getWidth() >= NARROW * time.getFont().getSize();
    }

    /** The line with the title. */
    Node head() {
        return head;
    }

    /** The map and the image under it. */
    public Picture picture() {
        return picture;
    }

    /** The colours and their numbers. */
    public ColorBar colorBar() {
        return bar;
    }

    /** Height of the picture divided by its width. */
    public void setAspect(double heightOverWidth) {
        aspect = heightOverWidth;
        requestLayout();
    }

    /** What the map says under the crosshair; empty for nothing. */
    public void setValue(String text) {
        value.setText(text);
        value.setVisible(!text.isEmpty());
        requestLayout();
    }

    private String stateWords() {
        return switch (model.state().get()) {
            case RequestState.Waiting _ -> "waiting";
            case RequestState.Running r -> "running, " + Numbers.percent(r.fraction());
            case RequestState.Finished _ -> "done";
            case RequestState.Failed f when !model.absence().get().isEmpty() -> "not there: " + f.reason();
            case RequestState.Failed f -> "failed because " + f.reason();
            case RequestState.Stopped _ -> "stopped";
        };
    }

    /** How far it is, or how long it took. */
    private String timeWords() {
        return switch (model.state().get()) {
            case RequestState.Running r -> Numbers.percent(r.fraction());
            case RequestState.Finished f -> Numbers.seconds(f.explanation().seconds());
            case RequestState.Waiting _, RequestState.Failed _, RequestState.Stopped _ -> "";
        };
    }

    private void refresh() {
        RequestState state = model.state().get();
        TileModel.Shown shown = model.shown().get();
        boolean map = shown != null;
        // Of the node that looks different, not of the tile: all that is in it would be styled anew, in ten tiles at
        // once.
        picture.pseudoClassStateChanged(OUTDATED, map && model.outdated().get());
        message.pseudoClassStateChanged(EMPTY, !map);
        ringPlate.setVisible(state instanceof RequestState.Running);
        switch (state) {
            case RequestState.Waiting _ -> say("Waiting", "");
            case RequestState.Running r -> {
                ring.setProgress(r.fraction());
                say(map ? "" : "Running", "");
            }
            case RequestState.Failed _
            when !model.absence().get().isEmpty() -> say(model.absence().get(), "");
            case RequestState.Failed f -> say("Failed: " + f.reason(), "Try again");
            case RequestState.Stopped _ -> say("Stopped", "Run it");
            case RequestState.Finished f -> finished(f.explanation());
        }
        List<Note> said =
                state instanceof RequestState.Finished f ? f.explanation().notes() : List.of();
        notesSaid = !said.isEmpty();
        help.tip()
                .setText(
                        said.isEmpty()
                                ? "What " + model.id().title() + " is"
                                : String.join(
                                        "\n\n", said.stream().map(Note::text).toList()));
        arrangeHead();
        caption.setText(
                said.isEmpty()
                        ? MethodCardView.summary(model.method().get())
                        : said.getFirst().text());
        captionTip.setText(
                said.isEmpty()
                        ? caption.getText()
                        : String.join("\n\n", said.stream().map(Note::text).toList()));
        caption.pseudoClassStateChanged(PseudoClass.getPseudoClass("note"), !said.isEmpty());
        requestLayout();
    }

    /** A narrow tile keeps its title and the way to its card, which leads to the options. */
    private void arrangeHead() {
        boolean wide = wide();
        side.setText(wide ? model.side().get() : model.side().get().replace("Reference", "Ref."));
        sideTip.setText(model.title());
        // A pair's options are those of its first tile.
        boolean has = !model.counterpart() && !model.method().get().options().isEmpty();
        Seen.set(options, wide && has);
        Seen.set(time, wide);
        if (wide) {
            time.setText(timeWords());
        }
        pseudoClassStateChanged(SMALL, !wide);
        arrangeHelp();
    }

    /** The title in full where the line has room for it. */
    private void fitTitle(double room) {
        double others = head.getChildren().stream()
                .filter(Node::isManaged)
                .filter(child -> child != title)
                .mapToDouble(child -> head.getSpacing() + child.prefWidth(-1))
                .sum();
        boolean fits = Words.width(model.id().title(), title.getFont()) <= room - others;
        title.setText(fits ? model.id().title() : model.id().brief());
    }

    /** What the caption says need not be said by a sign as well; a small counterpart leaves its room to the title. */
    private void arrangeHelp() {
        boolean noted = notesSaid && !caption.isVisible();
        help.pseudoClassStateChanged(NOTED, noted);
        boolean wanted = noted || wide() || !model.counterpart();
        Seen.set(help, wanted);
    }

    private void finished(Explanation explanation) {
        String nothing = explanation.notes().stream()
                .filter(n -> n.caveat() == Caveat.NO_EVIDENCE || n.caveat() == Caveat.NOTHING_TO_EXPLAIN)
                .map(Note::text)
                .findFirst()
                .orElse("");
        boolean signedHelps = explanation.notes().stream().anyMatch(n -> n.caveat() == Caveat.NO_EVIDENCE)
                && actions.canShowSigned(model);
        say(nothing, signedHelps ? "Show the signed map" : "");
    }

    private void say(String text, String link) {
        message.setVisible(!text.isEmpty());
        if (text.isEmpty()) {
            return; // what is not seen is left alone: each change of it would have the whole window painted
        }
        words.setText(text);
        words.setGraphic(
                model.state().get() instanceof RequestState.Failed ? new FontIcon(Feather.ALERT_CIRCLE) : null);
        Seen.say(again, link);
    }

    @Override
    protected void layoutChildren() {
        double w = getWidth();
        double h = getHeight();
        double headHeight = headHeight();
        double barHeight = bar.prefHeight(-1);
        double room = h - height();
        double pw = Math.max(1, Math.floor(Math.min(w - 2 * SIDE, room / aspect)));
        double ph = Math.max(1, Math.round(pw * aspect));
        double px = Math.floor((w - pw) / 2);
        double captionTop = headHeight + ph + BAR_GAP + barHeight + CAPTION_GAP;
        double captionRoom = h - captionTop - FOOT;
        Insets in = getInsets();
        fitTitle(w - 2 * SIDE);
        layoutInArea(head, in.getLeft() + SIDE, 0, w - 2 * SIDE, headHeight, 0, HPos.LEFT, VPos.CENTER);
        picture.resizeRelocate(px, headHeight, pw, ph);
        if (value.isVisible()) {
            value.autosize();
            value.relocate(px + 5, headHeight + 5);
        }
        if (message.isVisible()) {
            double mw = Math.min(pw - 12, 320);
            double mh = Math.min(ph, message.prefHeight(mw));
            message.resizeRelocate(Math.floor(px + (pw - mw) / 2), Math.floor(headHeight + (ph - mh) / 2), mw, mh);
        }
        if (ringPlate.isVisible()) {
            ringPlate.autosize();
            ringPlate.relocate(px + pw - ringPlate.getWidth() - 8, headHeight + ph - ringPlate.getHeight() - 8);
        }
        bar.resizeRelocate(px, headHeight + ph + BAR_GAP, pw, barHeight);
        caption.setVisible(captionRoom >= captionLine());
        arrangeHelp();
        if (caption.isVisible()) {
            caption.resizeRelocate(SIDE, captionTop, w - 2 * SIDE, Math.max(0, captionRoom));
        }
    }
}
