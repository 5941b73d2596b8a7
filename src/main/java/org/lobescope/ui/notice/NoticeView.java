package org.lobescope.ui.notice;

import atlantafx.base.controls.Notification;
import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import javafx.animation.PauseTransition;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.lobescope.ui.notice.NoticeModel.Kind;
import org.lobescope.ui.notice.NoticeModel.Notice;

/** Messages in a corner of the window: they take no clicks from what is beside them and stop nobody. */
public final class NoticeView extends VBox {
    private static final Duration DONE_STAYS = Duration.seconds(8);

    private final NoticeModel model;
    private final Map<Notice, Notification> shown = new IdentityHashMap<>();

    /** The messages of that model. */
    public NoticeView(NoticeModel model) {
        this.model = model;
        getStyleClass().add("notices");
        setPickOnBounds(false);
        setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        StackPane.setAlignment(this, Pos.TOP_RIGHT);
        model.notices().addListener((ListChangeListener<Notice>) change -> refresh());
        refresh();
    }

    private void refresh() {
        List<Notification> all = new ArrayList<>();
        for (Notice notice : model.notices()) {
            all.add(shown.computeIfAbsent(notice, this::build));
        }
        shown.keySet().removeIf(n -> model.notices().stream().noneMatch(m -> m == n));
        getChildren().setAll(all);
    }

    private Notification build(Notice notice) {
        Feather icon = switch (notice.kind()) {
            case PROBLEM -> Feather.ALERT_CIRCLE;
            case DONE -> Feather.CHECK_CIRCLE;
            case OFFER -> Feather.ROTATE_CCW;
        };
        Notification node = new Notification(notice.sentence(), new FontIcon(icon));
        node.getStyleClass()
                .addAll(
                        "notice",
                        switch (notice.kind()) {
                            case PROBLEM -> Styles.DANGER;
                            case DONE -> Styles.SUCCESS;
                            case OFFER -> Styles.ACCENT;
                        });
        for (NoticeModel.Action action : notice.actions()) {
            Button button = new Button(action.words());
            button.setOnAction(e -> {
                model.notices().remove(notice);
                action.run().run();
            });
            node.getPrimaryActions().add(button);
        }
        node.setOnClose(e -> model.notices().remove(notice));
        if (notice.kind() == Kind.DONE) {
            PauseTransition stay = new PauseTransition(DONE_STAYS);
            stay.setOnFinished(e -> model.notices().remove(notice));
            stay.play();
        }
        return node;
    }
}
