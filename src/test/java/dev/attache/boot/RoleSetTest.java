package dev.attache.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attache.config.RoleConfig;
import dev.attache.observe.Event;
import dev.attache.observe.MetricSink;
import dev.attache.observe.MetricSource;
import dev.attache.observe.Observer;
import dev.attache.role.Role;
import dev.attache.role.RoleStartException;
import dev.attache.role.RoleStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoleSetTest {
    private final List<String> journal = new ArrayList<>();
    private final FakeRole.World world = new FakeRole.World(journal);
    private final RoleSet roles = new RoleSet(world::make, new Silence());

    private static final class Silence implements Observer {
        @Override
        public void emit(Event event) {}

        @Override
        public void register(MetricSource source) {}

        @Override
        public void unregister(MetricSource source) {}

        @Override
        public boolean collect(String role, MetricSink sink) {
            return false;
        }
    }

    private void running(String... lines) throws RoleStartException {
        roles.start(FakeRole.configs(lines));
        journal.clear();
    }

    private void reload(String... lines) throws RoleStartException {
        roles.reload(FakeRole.configs(lines), role -> journal.add("retire " + role.name()));
    }

    private List<String> names() {
        return roles.all().stream().map(Role::name).toList();
    }

    @Test
    void rolesStartInTheOrderOfTheFile() throws RoleStartException {
        roles.start(FakeRole.configs("b 2 1s", "a 1 1s", "c 3 1s"));

        assertThat(journal).containsExactly("start b:2", "start a:1", "start c:3");
        assertThat(names()).containsExactly("b", "a", "c");
    }

    @Test
    void aRoleThatCannotStartTakesDownThoseBeforeIt() {
        world.foreignPorts.add(3);
        Map<String, RoleConfig> configs = FakeRole.configs("a 1 1s", "b 2 1s", "c 3 1s", "d 4 1s");

        assertThatThrownBy(() -> roles.start(configs)).hasMessage("port 3 is taken");

        assertThat(journal).containsExactly("start a:1", "start b:2", "fail c:3", "stop b:2", "stop a:1");
        assertThat(roles.all()).isEmpty();
    }

    @Test
    void whatDoesNotChangeIsNotTouched() throws RoleStartException {
        running("a 1 1s", "b 2 1s");
        List<Role> before = roles.all();

        reload("b 2 1s", "a 1 1s");

        assertThat(journal).isEmpty();
        assertThat(roles.all()).containsExactly(before.get(1), before.get(0));
    }

    @Test
    void aRoleThatTakesNewSettingsIsNotReplaced() throws RoleStartException {
        running("a 1 1s", "b 2 1s");
        List<Role> before = roles.all();

        reload("a 1 1s", "b 2 2s");

        assertThat(journal).containsExactly("reload b:2");
        assertThat(roles.all()).isEqualTo(before);
    }

    @Test
    void aRoleThatMovesListensAtTheNewAddressBeforeItLeavesTheOld() throws RoleStartException {
        running("a 1 1s", "b 2 1s");

        reload("a 9 1s", "b 2 1s");

        assertThat(journal).containsExactly("start a:9", "retire a");
        assertThat(names()).containsExactly("a", "b");
    }

    @Test
    void aRoleThatRefusesNewSettingsGivesUpItsAddressFirst() throws RoleStartException {
        world.reloadable = false;
        running("a 1 1s");

        reload("a 1 2s");

        assertThat(journal).containsExactly("drain a:1", "start a:1", "retire a");
    }

    @Test
    void rolesComeAndGo() throws RoleStartException {
        running("a 1 1s", "b 2 1s");

        reload("c 3 1s", "b 2 1s");

        assertThat(journal).containsExactly("start c:3", "retire a");
        assertThat(names()).containsExactly("c", "b");
    }

    @Test
    void aNewRoleTakesTheAddressOfOneThatGoes() throws RoleStartException {
        running("a 1 1s");

        reload("b 1 1s");

        assertThat(journal).containsExactly("drain a:1", "start b:1", "retire a");
    }

    @Test
    void twoRolesMaySwapTheirAddresses() throws RoleStartException {
        running("a 1 1s", "b 2 1s");

        reload("a 2 1s", "b 1 1s");

        assertThat(journal)
                .containsExactlyInAnyOrder("drain b:2", "drain a:1", "start a:2", "start b:1", "retire a", "retire b")
                .containsSubsequence("drain b:2", "start a:2")
                .containsSubsequence("drain a:1", "start b:1");
    }

    @Test
    void aNewRoleThatCannotStartLeavesEverythingAsItWas() throws RoleStartException {
        world.foreignPorts.add(9);
        running("a 1 1s", "b 2 1s");
        List<Role> before = roles.all();

        assertThatThrownBy(() -> reload("c 3 1s", "d 9 1s", "b 2 2s")).hasMessage("port 9 is taken");

        assertThat(journal).containsExactly("start c:3", "fail d:9", "stop d:9", "stop c:3");
        assertThat(roles.all()).isEqualTo(before);
    }

    @Test
    void settingsThatWereHandedOverAreTakenBackWhenAReplacementFails() throws RoleStartException {
        running("a 1 1s", "b 2 1s", "c 3 1s");
        world.foreignPorts.add(3);
        world.ports.remove(3);

        assertThatThrownBy(() -> reload("a 1 2s", "b 2 1s", "d 3 1s")).hasMessageContaining("port 3 is taken");

        assertThat(journal)
                .startsWith("reload a:1", "drain c:3", "fail d:3", "stop d:3")
                .contains("reload a:1");
        assertThat(journal.stream().filter("reload a:1"::equals)).hasSize(2);
        assertThat(names()).containsExactly("a", "b", "c");
    }

    @Test
    void aRoleThatMadeWayInVainIsBroughtBack() throws RoleStartException {
        running("a 1 1s", "b 2 1s");
        world.foreignPorts.add(3);
        List<Role> before = roles.all();

        assertThatThrownBy(() -> reload("c 1 1s", "a 3 1s", "b 2 1s")).hasMessage("port 3 is taken");
        assertThat(journal).containsExactly("fail a:3", "stop a:3");
        assertThat(roles.all()).isEqualTo(before);

        journal.clear();
        world.reloadable = false;
        world.foreignPorts.add(2);
        assertThatThrownBy(() -> reload("a 1 2s", "b 2 2s")).hasMessageStartingWith("port 2 is taken");
        assertThat(journal)
                .containsExactly(
                        "drain a:1",
                        "drain b:2",
                        "start a:1",
                        "fail b:2",
                        "stop b:2",
                        "stop a:1",
                        "fail b:2",
                        "start a:1",
                        "retire a",
                        "retire b");
        assertThat(roles.all().getFirst().status().phase()).isEqualTo(RoleStatus.Phase.READY);
    }

    @Test
    void aRoleThatCannotBeBroughtBackIsNamed() throws RoleStartException {
        running("a 1 1s");
        world.reloadable = false;
        world.foreignPorts.add(1);

        assertThatThrownBy(() -> reload("a 1 2s"))
                .hasMessage("port 1 is taken; and what ran before is down: port 1 is taken");

        assertThat(roles.all()).noneMatch(role -> role.status().phase() == RoleStatus.Phase.READY);
    }

    @Test
    void drainingReachesEveryRoleAndStoppingGoesBackwards() throws RoleStartException {
        running("a 1 1s", "b 2 1s");

        assertThat(roles.drain().toCompletableFuture()).isCompleted();
        roles.stop();

        assertThat(journal).containsExactly("drain a:1", "drain b:2", "stop b:2", "stop a:1");
    }
}
