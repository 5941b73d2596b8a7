package org.lobescope.service.home;

import java.util.regex.Pattern;

/** How the name of a remote home is made. */
final class Parts {
    static final int LARGEST_PORT = 65535;

    /** The host may be an IPv6 address in brackets. */
    static final Pattern REMOTE = Pattern.compile("remote:(?:\\[([0-9a-fA-F:.%]+)]|([^:\\[\\]\\s/@]+)):([0-9]{1,5})");

    private Parts() {}
}
