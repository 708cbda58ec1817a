package dev.attache.role.metrics;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/// An app with beans of its own, for a JVM of its own. It ends with its input.
public final class BeanApp {
    private BeanApp() {}

    /// What a queue tells.
    public interface Queue {
        int getSize();

        String getState();

        long getDeadline();
    }

    private record Filled(int size, String state, long deadline) implements Queue {
        @Override
        public int getSize() {
            return size;
        }

        @Override
        public String getState() {
            return state;
        }

        @Override
        public long getDeadline() {
            return deadline;
        }
    }

    /// Registers two queues, says so, and waits.
    public static void main(String... arguments) throws JMException, IOException {
        register("orders", new Filled(17, "busy", 1_500));
        register("mails to \"all\"", new Filled(3, "idle", 250));
        System.out.println("ready");
        int read = System.in.read();
        System.out.println("ended by " + read);
    }

    private static void register(String name, Queue queue) throws JMException {
        var bean = new ObjectName("app:type=Queue,name=" + ObjectName.quote(name));
        ManagementFactory.getPlatformMBeanServer().registerMBean(new StandardMBean(queue, Queue.class), bean);
    }
}
