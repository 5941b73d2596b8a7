package org.lobescope.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.TimeBasedRollingPolicy;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.NopStatusListener;
import ch.qos.logback.core.util.FileSize;
import java.nio.charset.StandardCharsets;

/** What is logged and where to; as code, since reading it from an XML file took a quarter of a second of each start. */
public final class LogSettings extends ContextAwareBase implements Configurator {
    private static final int DAYS = 7;
    private static final String SIZE = "20MB";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        context.getStatusManager().add(new NopStatusListener());
        RollingFileAppender<ILoggingEvent> file = file(context);
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        root.addAppender(file);
        root.addAppender(terminal(context));
        Logger ours = context.getLogger("org.lobescope");
        ours.setLevel(Level.INFO);
        ours.setAdditive(false);
        ours.addAppender(file);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static RollingFileAppender<ILoggingEvent> file(LoggerContext context) {
        RollingFileAppender<ILoggingEvent> file = new RollingFileAppender<>();
        file.setContext(context);
        file.setName("FILE");
        // Several Lobescopes may run at once.
        file.setPrudent(true);
        TimeBasedRollingPolicy<ILoggingEvent> days = new TimeBasedRollingPolicy<>();
        days.setContext(context);
        days.setParent(file);
        days.setFileNamePattern(
                LogFile.folder().resolve("lobescope-%d{yyyy-MM-dd}.log").toString());
        days.setMaxHistory(DAYS);
        days.setTotalSizeCap(FileSize.valueOf(SIZE));
        days.start();
        file.setRollingPolicy(days);
        file.setEncoder(encoder(context, "%d{HH:mm:ss.SSS} %-5level [%thread] %logger{36} - %msg%n"));
        file.start();
        return file;
    }

    /** Other libraries' warnings, in a line each. What Lobescope itself has to say it says in words of its own. */
    private static ConsoleAppender<ILoggingEvent> terminal(LoggerContext context) {
        ConsoleAppender<ILoggingEvent> terminal = new ConsoleAppender<>();
        terminal.setContext(context);
        terminal.setName("CONSOLE");
        terminal.setTarget("System.err");
        ThresholdFilter warnings = new ThresholdFilter();
        warnings.setContext(context);
        warnings.setLevel(Level.WARN.levelStr);
        warnings.start();
        terminal.addFilter(warnings);
        terminal.setEncoder(encoder(context, "%logger{0}: %msg%n%nopex"));
        terminal.start();
        return terminal;
    }

    private static PatternLayoutEncoder encoder(LoggerContext context, String pattern) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setPattern(pattern);
        encoder.start();
        return encoder;
    }
}
