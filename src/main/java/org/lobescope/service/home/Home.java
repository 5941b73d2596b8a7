package org.lobescope.service.home;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import org.lobescope.Problem;

/** Where explanations are computed. */
public sealed interface Home {
    /** In this process. */
    record InProcess() implements Home {
        @Override
        public String id() {
            return "process";
        }
    }

    /** In a child process on this machine, whose end does not end this one. */
    record Worker() implements Home {
        @Override
        public String id() {
            return "worker";
        }
    }

    /**
     * On a host on which {@code lobescope serve} runs.
     *
     * @param host its name or address; of this machine for an SSH tunnel
     * @param port that it serves
     * @param tokenFile a copy of the server's token file
     * @param authority PEM file with the certificates to trust; empty: those that the system trusts
     */
    record Remote(String host, int port, Path tokenFile, Optional<Path> authority) implements Home {
        /** Host and port, for people. */
        public String place() {
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        }

        @Override
        public String id() {
            return "remote:" + place();
        }
    }

    /** The name on the command line and in the settings. */
    String id();

    /** The usual home. */
    Home USUAL = new InProcess();

    /**
     * The home of a name: {@code process}, {@code worker} or {@code remote:HOST:PORT}.
     *
     * @param tokenFile for a remote one
     * @param authority for a remote one
     * @throws Problem when there is no such home, or the token file is missing
     */
    static Home parse(String name, Optional<Path> tokenFile, Optional<Path> authority) {
        Matcher remote = Parts.REMOTE.matcher(name.strip());
        if (remote.matches()) {
            int port = Integer.parseInt(remote.group(3));
            if (port < 1 || port > Parts.LARGEST_PORT) {
                throw new Problem("There is no port " + port + ": give the one that 'lobescope serve' has told.");
            }
            String host = remote.group(1) == null ? remote.group(2) : remote.group(1);
            Path token = tokenFile.orElseThrow(() -> new Problem("The home " + name
                    + " needs --token-file: a copy of the file that 'lobescope serve' uses on the other host."));
            return new Remote(host, port, token, authority);
        }
        Home here = switch (name.strip()) {
            case "process" -> new InProcess();
            case "worker" -> new Worker();
            default ->
                throw new Problem("There is no home '" + name + "': choose process, worker or remote:HOST:PORT.");
        };
        if (tokenFile.isPresent() || authority.isPresent()) {
            throw new Problem("The home " + name + " needs no token and no certificate: leave --token-file and --tls-ca"
                    + " out, or choose remote:HOST:PORT.");
        }
        return here;
    }
}
