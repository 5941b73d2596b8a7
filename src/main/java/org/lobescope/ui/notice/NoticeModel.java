package org.lobescope.ui.notice;

import java.nio.file.Path;
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
        PROBLEM
    }

    /**
     * A message.
     *
     * @param sentence for people
     * @param file what it is about, so that it can be shown in its folder; null for nothing
     */
    public record Notice(
            Kind kind, String sentence, @Nullable Path file) {}

    private final ObservableList<Notice> notices = FXCollections.observableArrayList();

    /** The messages on show. */
    public ObservableList<Notice> notices() {
        return notices;
    }

    /** Something went wrong. */
    public void problem(String sentence) {
        notices.removeIf(n -> n.sentence().equals(sentence));
        add(new Notice(Kind.PROBLEM, sentence, null));
    }

    /** Something worked. */
    public void done(String sentence, Path file) {
        add(new Notice(Kind.DONE, sentence, file));
    }

    private void add(Notice notice) {
        while (notices.size() >= MOST) {
            notices.removeFirst();
        }
        notices.add(notice);
    }
}
