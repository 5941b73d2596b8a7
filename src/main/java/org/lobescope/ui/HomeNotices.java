package org.lobescope.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What homes have to tell, kept until there is a window that listens. */
final class HomeNotices implements Consumer<String> {
    private final List<String> waiting = new ArrayList<>();
    private @Nullable Consumer<String> listener;

    @Override
    public void accept(String sentence) {
        Consumer<String> present;
        synchronized (this) {
            present = listener;
            if (present == null) {
                waiting.add(sentence);
            }
        }
        if (present != null) {
            present.accept(sentence);
        }
    }

    /** From now on that one hears everything, first of all what has been said so far. */
    void listen(Consumer<String> ears) {
        List<String> late;
        synchronized (this) {
            listener = ears;
            late = List.copyOf(waiting);
            waiting.clear();
        }
        late.forEach(ears);
    }
}
