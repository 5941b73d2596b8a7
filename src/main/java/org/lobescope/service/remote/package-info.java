/** The explanation service on another host or in another process: a gRPC server and the service that asks it. */
@NullMarked
package org.lobescope.service.remote;

import org.jspecify.annotations.NullMarked;
