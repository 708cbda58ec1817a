package dev.attache.role.metrics.source.jmx;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.AttachOperationFailedException;
import com.sun.tools.attach.VirtualMachine;
import dev.attache.base.proc.ProcessTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.jspecify.annotations.Nullable;

/// Beans of a process that can be seen from here: it is asked to open its management to this machine, which it does
/// once and for nobody from elsewhere, and is then spoken to. The connection stays until it breaks.
final class AttachedBeans implements Beans {
    private static final int BEANS_MAX = 10_000;

    private final String process;
    private @Nullable JMXConnector connector;

    /// @param process number, or part of the command line of exactly one JVM
    AttachedBeans(String process) {
        this.process = process;
    }

    @Override
    public List<Map<String, Map<String, Object>>> read(List<Question> questions) throws IOException {
        JMXConnector open = connector;
        connector = null;
        if (open != null) {
            try {
                List<Map<String, Map<String, Object>>> answers = read(open, questions);
                connector = open;
                return answers;
            } catch (IOException gone) {
                close(open);
                if (Thread.currentThread().isInterrupted()) {
                    throw gone;
                }
            }
        }
        JMXConnector fresh = connect();
        try {
            List<Map<String, Map<String, Object>>> answers = read(fresh, questions);
            connector = fresh;
            return answers;
        } catch (IOException broken) {
            close(fresh);
            throw broken;
        }
    }

    /// The address is that of a process of the same user, which could do to this one whatever it likes anyway.
    @SuppressWarnings("BanJNDI")
    private JMXConnector connect() throws IOException {
        String pid = find();
        try {
            VirtualMachine machine = VirtualMachine.attach(pid);
            String address;
            try {
                address = machine.startLocalManagementAgent();
            } finally {
                machine.detach();
            }
            // No thread that asks now and then whether the connection is still there: the next question will tell.
            return JMXConnectorFactory.connect(
                    new JMXServiceURL(address), Map.of("jmx.remote.x.client.connection.check.period", 0L));
        } catch (AttachNotSupportedException | AttachOperationFailedException refused) {
            throw new IOException("process " + pid + " lets nobody attach: " + refused.getMessage(), refused);
        } catch (IOException failed) {
            throw new IOException("cannot attach to process " + pid + ": " + failed.getMessage(), failed);
        }
    }

    private String find() throws IOException {
        if (process.chars().allMatch(Character::isDigit)) {
            return process;
        }
        List<Long> found = new ArrayList<>();
        long own = ProcessHandle.current().pid();
        for (long pid : ProcessTable.SYSTEM.pids()) {
            List<String> words = pid == own ? null : ProcessTable.SYSTEM.commandLine(pid);
            if (words != null && !words.isEmpty() && isJvm(words.getFirst())) {
                if (String.join(" ", words).contains(process)) {
                    found.add(pid);
                }
            }
        }
        if (found.size() != 1) {
            throw new IOException(
                    found.isEmpty()
                            ? "there is no JVM with \"" + process + "\" in its command line"
                            : "there are " + found.size() + " JVMs with \"" + process + "\" in their command lines");
        }
        return Long.toString(found.getFirst());
    }

    private static boolean isJvm(String program) {
        return program.equals("java") || program.endsWith("/java");
    }

    private static List<Map<String, Map<String, Object>>> read(JMXConnector open, List<Question> questions)
            throws IOException {
        MBeanServerConnection server = open.getMBeanServerConnection();
        List<Map<String, Map<String, Object>>> answers = new ArrayList<>();
        for (Question each : questions) {
            try {
                answers.add(read(server, each));
            } catch (JMException wrong) {
                throw new IOException(each.pattern() + ": " + wrong.getMessage(), wrong);
            }
        }
        return answers;
    }

    private static Map<String, Map<String, Object>> read(MBeanServerConnection server, Question question)
            throws IOException, JMException {
        Map<String, Map<String, Object>> beans = new LinkedHashMap<>();
        Set<ObjectName> names = server.queryNames(ObjectName.getInstance(question.pattern()), null);
        String[] wanted = question.attributes().toArray(String[]::new);
        for (ObjectName name : names) {
            if (beans.size() == BEANS_MAX) {
                break;
            }
            try {
                beans.put(name.getCanonicalName(), attributes(server.getAttributes(name, wanted)));
            } catch (JMException _) {
                // Gone since its name was told.
            }
        }
        return beans;
    }

    private static Map<String, Object> attributes(AttributeList list) {
        Map<String, Object> attributes = new HashMap<>();
        for (Attribute each : list.asList()) {
            Object value = plain(each.getValue());
            if (value != null) {
                attributes.put(each.getName(), value);
            }
        }
        return attributes;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (!(value instanceof CompositeData composite)) {
            return value;
        }
        Map<String, Object> map = new HashMap<>();
        for (String key : composite.getCompositeType().keySet()) {
            Object each = plain(composite.get(key));
            if (each != null) {
                map.put(key, each);
            }
        }
        return map;
    }

    @Override
    public void close() {
        JMXConnector open = connector;
        connector = null;
        if (open != null) {
            close(open);
        }
    }

    private static void close(JMXConnector open) {
        try {
            open.close();
        } catch (IOException _) {
            // The process has ended first.
        }
    }
}
