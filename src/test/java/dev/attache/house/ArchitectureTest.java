package dev.attache.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ArchitectureTest {
    private static final String FIXTURE = "dev.attache.house.fixture";
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(ArchitectureTest::isOfTheHouse)
            .importPackages("dev.attache");
    private static final JavaClasses BUILT_WRONG = new ClassFileImporter().importPackages(FIXTURE);

    /// Tests may lie in the same folder of classes.
    private static boolean isOfTheHouse(Location location) {
        String path = location.asURI().getPath();
        String name = path.substring(path.lastIndexOf("dev/attache/")).replaceFirst("(\\$[^/]*)?\\.class$", ".java");
        return Files.exists(Path.of("src/main/java", name));
    }

    static List<ArchRule> rules() {
        return new HouseRules("dev.attache").all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void theHouseKeepsItsRules(ArchRule rule) {
        rule.allowEmptyShould(true).check(HOUSE);
    }

    @Test
    void aPackageThatSeesWhatLiesBesideOrAboveIsFound() {
        assertThat(violationsOf(HouseRules::importsPointDown))
                .anyMatch(line -> line.contains("balance must not see config"))
                .anyMatch(line -> line.contains("wire.two must not see wire.one"))
                .anyMatch(line -> line.contains("role.one must not see role.two"))
                .anyMatch(line -> line.contains("room reply of role.redis must not see what lies above"))
                .anyMatch(line -> line.contains("room endpoint of role.http must not see what lies above"))
                .anyMatch(line -> line.contains("elsewhere has no place in the house yet"))
                .noneMatch(line -> line.startsWith("base "));
    }

    @Test
    void aLibraryUsedAwayFromHomeIsFound() {
        assertThat(violationsOf(HouseRules::librariesStayAtHome))
                .isNotEmpty()
                .allMatch(line -> line.startsWith("balance must not use io.netty.buffer."));
    }

    @Test
    void packagesThatSeeEachOtherAreFound() {
        assertThat(violationsOf(HouseRules::packagesHaveNoCycles))
                .singleElement()
                .asString()
                .contains("role.one");
    }

    @Test
    void misplacedAndEmptyNamesAreFound() {
        assertThat(violationsOf(HouseRules::configNamesStayInConfig))
                .singleElement()
                .asString()
                .contains("StrayConfig");
        assertThat(violationsOf(HouseRules::handlersAreNettyHandlers))
                .singleElement()
                .asString()
                .contains("Lonely");
        assertThat(violationsOf(HouseRules::codecNamesStayInWire))
                .singleElement()
                .asString()
                .contains("StrayDecoder");
        assertThat(violationsOf(HouseRules::rolesAreRoles))
                .singleElement()
                .asString()
                .contains("NamedLikeARole");
        assertThat(violationsOf(HouseRules::eventsAreRecordsNamedByWhatHappened))
                .isNotEmpty()
                .allMatch(line -> line.contains("DoorOpenedEvent"));
        assertThat(violationsOf(HouseRules::namesSaySomething))
                .hasSize(2)
                .anyMatch(line -> line.contains("WordManager"))
                .anyMatch(line -> line.contains("AbstractWord"));
    }

    @Test
    void optionalsAndMutableStaticsAreFound() {
        assertThat(violationsOf(HouseRules::absenceIsNullableNotOptional))
                .singleElement()
                .asString()
                .contains("field");
        assertThat(violationsOf(HouseRules::parametersAreNotOptional))
                .singleElement()
                .asString()
                .contains("take");
        assertThat(violationsOf(HouseRules::mutableStaticsDoNotExist))
                .singleElement()
                .asString()
                .contains("total");
    }

    private static List<String> violationsOf(Function<HouseRules, ArchRule> rule) {
        EvaluationResult result = rule.apply(new HouseRules(FIXTURE)).evaluate(BUILT_WRONG);
        return result.getFailureReport().getDetails();
    }
}
