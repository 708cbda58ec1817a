package dev.attache.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Optional;

/// What holds between the classes of the house, and what they are called.
///
/// @param root package of the house, or of a fixture that is built like it
record HouseRules(String root) {
    ArchRule importsPointDown() {
        return classes()
                .should(new Visibility(root).seesOnlyWhatItMay())
                .because("imports point down, and roles and codecs never import one another");
    }

    ArchRule librariesStayAtHome() {
        return classes()
                .should(new Visibility(root).usesOnlyItsLibraries())
                .because("one part of the house knows a library, so that it can be replaced there");
    }

    ArchRule packagesHaveNoCycles() {
        return slices().matching(root + ".(**)").should().beFreeOfCycles();
    }

    ArchRule configNamesStayInConfig() {
        return classes()
                .that()
                .haveSimpleNameEndingWith("Config")
                .should()
                .resideInAPackage(root + ".config")
                .because("*Config is a record of the file");
    }

    ArchRule handlersAreNettyHandlers() {
        return classes()
                .that()
                .haveSimpleNameEndingWith("Handler")
                .should()
                .beAssignableTo("io.netty.channel.ChannelHandler")
                .because("*Handler is Netty's word");
    }

    ArchRule codecNamesStayInWire() {
        return classes()
                .that()
                .haveSimpleNameEndingWith("Decoder")
                .or()
                .haveSimpleNameEndingWith("Encoder")
                .should()
                .resideInAPackage(root + ".wire..")
                .because("codecs live in wire");
    }

    ArchRule rolesAreRoles() {
        return classes()
                .that()
                .haveSimpleNameEndingWith("Role")
                .should()
                .beAssignableTo(root + ".role.Role")
                .because("*Role is one pattern at work");
    }

    ArchRule eventsAreRecordsNamedByWhatHappened() {
        return classes()
                .that()
                .implement(root + ".observe.Event")
                .should()
                .beRecords()
                .andShould()
                .haveSimpleNameNotEndingWith("Event")
                .because("an event is named by a noun, a verb and perhaps Error, and carries values only");
    }

    ArchRule namesSaySomething() {
        return noClasses()
                .should()
                .haveNameMatching(".*[.$]([A-Z]\\w*)?(Manager|Helper|Utils?|Impl|Data)")
                .orShould()
                .haveNameMatching(".*[.$]Abstract[A-Z]\\w*")
                .because("Manager, Helper, Utils, Impl, Data and Abstract say nothing: name what it does");
    }

    ArchRule absenceIsNullableNotOptional() {
        return noFields().should().haveRawType(Optional.class).because("a field that may be absent is @Nullable");
    }

    ArchRule parametersAreNotOptional() {
        return methods().should(takeNoOptional()).because("a parameter that may be absent is an overload or @Nullable");
    }

    ArchRule mutableStaticsDoNotExist() {
        return fields().that()
                .areStatic()
                .should()
                .beFinal()
                .because("state belongs to an object, so that two daemons can run in one JVM");
    }

    List<ArchRule> all() {
        return List.of(
                importsPointDown(),
                librariesStayAtHome(),
                packagesHaveNoCycles(),
                configNamesStayInConfig(),
                handlersAreNettyHandlers(),
                codecNamesStayInWire(),
                rolesAreRoles(),
                eventsAreRecordsNamedByWhatHappened(),
                namesSaySomething(),
                absenceIsNullableNotOptional(),
                parametersAreNotOptional(),
                mutableStaticsDoNotExist());
    }

    private static ArchCondition<JavaMethod> takeNoOptional() {
        return new ArchCondition<>("take no Optional") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                if (method.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Optional.class))) {
                    events.add(SimpleConditionEvent.violated(method, method.getDescription() + " takes an Optional"));
                }
            }
        };
    }
}
