package dev.attache.cli;

import dev.attache.boot.Build;
import dev.attache.net.Transport;
import dev.attache.net.tls.TlsEngine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `attache version`: what runs here, and on what.
@Command(
        name = "version",
        description = "Print version, commit, JVM and the transport in use.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.Lines.class)
final class VersionCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().printVersionHelp(spec.commandLine().getOut());
        }
    }

    /// The lines of `attache version` and `attache --version`.
    static final class Lines implements IVersionProvider {
        @Override
        public String[] getVersion() {
            Build build = Build.current();
            return new String[] {
                "attache " + build.version(),
                "commit " + build.commit(),
                "jvm " + System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
                "transport " + transport(),
                "tls " + TlsEngine.best().label()
            };
        }

        private static String transport() {
            try {
                return Transport.choose().label();
            } catch (IllegalStateException e) {
                return "none: " + e.getMessage();
            }
        }
    }
}
