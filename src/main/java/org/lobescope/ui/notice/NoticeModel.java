package org.lobescope.ui.notice;

import java.nio.file.Path;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The messages on show, the newest last. */
public final class NoticeModel {
    private static final int MOST = 3;

    /** What kind of message it is. */
    public enum Kind {
        /** It worked; goes away by itself. */
        DONE,
        /** It did not work; stays until it is closed. */
        PROBLEM,
        /** Something can be done; stays until it is closed. */
        OFFER
    }

    /**
     * A message.
     *
     * @param sentence for people
     * @param file what it is about, so that it can be shown in its folder; null for nothing
     * @param actions what can be done, each a button
     */
    public record Notice(
            Kind kind, String sentence, @Nullable Path file, List<Action> actions) {
        public Notice {
            actions = List.copyOf(actions);
        }
    }

    /** Something that can be done, with the words on its button. */
    public record Action(String words, Runnable run) {}

    private final ObservableList<Notice> notices = FXCollections.observableArrayList();

    /** The messages on show. */
    public ObservableList<Notice> notices() {
        return notices;
    }

    /** Something went wrong. */
    public void problem(String sentence) {
        problem(sentence, List.of());
    }

    /** Something went wrong, and something can be done about it. */
    public void problem(String sentence, List<Action> actions) {
        notices.removeIf(n -> n.sentence().equals(sentence));
        add(new Notice(Kind.PROBLEM, sentence, null, actions));
    }

    /** Something worked. */
    public void done(String sentence, @Nullable Path file) {
        add(new Notice(Kind.DONE, sentence, file, List.of()));
    }

    /** Something can be done. */
    public void offer(String sentence, List<Action> actions) {
        add(new Notice(Kind.OFFER, sentence, null, actions));
    }

    private void add(Notice notice) {
        while (notices.size() >= MOST) {
            notices.removeFirst();
        }
        notices.add(notice);
    }
}
