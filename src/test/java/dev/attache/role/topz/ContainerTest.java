package dev.attache.role.topz;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerTest {
    private static final String ID = "3f1c5a7e9b2d4f6081a3c5e7092b4d6f8a1c3e5f70921b4d6f8a0c2e4f607182";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12:pids:/docker/ID                                                        | 3f1c5a7e9b2d",
                "0::/system.slice/docker-ID.scope                                          | 3f1c5a7e9b2d",
                "0::/kubepods/burstable/pod0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f/ID         | 3f1c5a7e9b2d",
                "0::/kubepods.slice/kubepods-pod0a1b2c3d_0a1b_0a1b_0a1b_0a1b2c3d4e5f.slice/cri-containerd-ID.scope"
                        + " | 3f1c5a7e9b2d",
                "0::/k8s/pod0a1b2c3d_0a1b_0a1b_0a1b_0a1b2c3d4e5f | pod 0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f",
                "0::/system.slice/nginx.service | nginx.service",
                "0::/                           | ''",
                "''                             | ''"
            })
    void theIdIsFoundInTheNamesOfEveryEngine(String cgroup, String shown) {
        assertThat(Container.of(cgroup.replace("ID", ID) + "\n")).isEqualTo(shown);
    }
}
