package org.lobescope.ui.home;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.application.Platform;
import org.lobescope.Problem;
import org.lobescope.service.home.Home;
import org.lobescope.service.home.MovingService;

/** Moves the service to another home, in the background, and lets the choice be remembered. */
public final class HomeController implements HomeActions {
    private final MovingService service;
    private final HomeModel model;
    private final Consumer<Home> remember;
    private final Executor background;

    /** A controller of that model. */
    public HomeController(MovingService service, HomeModel model, Consumer<Home> remember, Executor background) {
        this.service = service;
        this.model = model;
        this.remember = remember;
        this.background = background;
        model.home().set(service.home());
    }

    @Override
    public void move(String name, Optional<Path> tokenFile, Optional<Path> authority) {
        Home home;
        try {
            home = Home.parse(name, tokenFile, authority);
        } catch (Problem problem) {
            model.problem().set(problem.getMessage());
            return;
        }
        model.problem().set("");
        model.moving().set(true);
        background.execute(() -> {
            String reason = "";
            try {
                service.move(home);
            } catch (Problem problem) {
                reason = String.valueOf(problem.getMessage());
            }
            String said = reason;
            Platform.runLater(() -> moved(home, said));
        });
    }

    private void moved(Home home, String problem) {
        model.moving().set(false);
        model.problem().set(problem);
        if (problem.isEmpty()) {
            model.home().set(home);
            remember.accept(home);
        }
    }
}
