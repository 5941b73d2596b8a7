package org.lobescope.ui.preferences;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.application.ColorScheme;
import org.jspecify.annotations.Nullable;
import org.lobescope.ComputeSettings;
import org.lobescope.ui.Settings;
import org.lobescope.ui.Theme;
import org.lobescope.ui.notice.NoticeModel;
import org.lobescope.ui.question.QuestionModel;
import org.lobescope.ui.task.LatestTask;

/** Puts preferences into force and remembers them. */
public final class PreferencesController {
    private static final String COMPUTE = "compute.properties";

    private volatile ComputeSettings newest = ComputeSettings.USUAL;

    /** Begins with what the settings say. */
    public PreferencesController(
            PreferencesModel model,
            Settings settings,
            Theme theme,
            QuestionModel question,
            NoticeModel notices,
            Executor background) {
        LatestTask writing = new LatestTask(background);
        Optional<Path> file = settings.folder().map(folder -> folder.resolve(COMPUTE));
        model.scheme().set(settings.scheme());
        model.fontSize().set(settings.fontSize());
        model.preset().set(settings.preset());
        file.ifPresent(path -> model.compute().set(ComputeSettings.read(path)));
        ColorScheme scheme = settings.scheme();
        if (scheme != null) {
            theme.choose(scheme);
        }
        theme.textSize().set(settings.fontSize());
        question.preset().set(settings.preset());

        model.scheme().addListener((o, before, now) -> {
            settings.scheme(now);
            choose(theme, now);
        });
        model.fontSize().addListener((o, before, now) -> {
            settings.fontSize(now.doubleValue());
            theme.textSize().set(now.doubleValue());
        });
        model.preset().addListener((o, before, now) -> settings.preset(now));
        model.compute().addListener((o, before, now) -> {
            newest = now;
            file.ifPresent(path -> writing.run(() -> write(path), done -> {}, notices::problem));
        });
    }

    /** One write after the other, each of the newest state: the last one always has it. */
    private synchronized Path write(Path file) {
        newest.write(file);
        return file;
    }

    private static void choose(Theme theme, @Nullable ColorScheme scheme) {
        if (scheme == null) {
            theme.followSystem();
        } else {
            theme.choose(scheme);
        }
    }
}
