package org.lobescope.service.home;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.lobescope.Problem;
import org.lobescope.explain.MethodId;
import org.lobescope.service.RequestState;
import org.lobescope.service.Ticket;
import org.lobescope.service.remote.Examples;
import org.lobescope.service.remote.HeldService;

class MovingServiceTest {
    private final HeldService first = new HeldService();
    private final HeldService second = new HeldService();
    private final MovingService service = new MovingService(new Home.InProcess(), home -> switch (home) {
        case Home.InProcess p -> first;
        case Home.Worker w -> second;
        case Home.Remote r -> throw new Problem("There is no such host.");
    });

    @Test
    void whatIsNotFinishedIsAskedAtTheNewHome() throws InterruptedException {
        Ticket done = service.explain(Examples.request(MethodId.GRAD_CAM, Examples.image(1)), s -> {});
        assertInstanceOf(RequestState.Finished.class, done.await());
        first.hold();
        List<RequestState> states = new CopyOnWriteArrayList<>();
        Ticket ticket = service.explain(Examples.request(MethodId.XRAI, Examples.image(1)), states::add);
        while (states.stream().noneMatch(s -> s instanceof RequestState.Running r && r.partial() != null)) {
            Thread.sleep(5);
        }
        service.move(new Home.Worker());
        assertInstanceOf(RequestState.Finished.class, ticket.await());
        assertEquals(1, second.asked.size());
        first.release(); // what the old home still says is not heard
        Thread.sleep(50);
        assertEquals(
                1,
                states.stream().filter(RequestState.Finished.class::isInstance).count(),
                states.toString());
        assertEquals(
                1,
                states.stream().filter(RequestState.Waiting.class::isInstance).count(),
                states.toString());
        assertEquals(new Home.Worker(), service.home());
    }

    @Test
    void aHomeThatCannotBeOpenedChangesNothing() throws InterruptedException {
        Home remote = new Home.Remote("x", 1, java.nio.file.Path.of("t"), java.util.Optional.empty());
        assertThrows(Problem.class, () -> service.move(remote));
        assertEquals(new Home.InProcess(), service.home());
        Ticket ticket = service.explain(Examples.request(MethodId.XRAI, Examples.image(1)), s -> {});
        assertInstanceOf(RequestState.Finished.class, ticket.await());
        assertTrue(second.asked.isEmpty());
    }
}
