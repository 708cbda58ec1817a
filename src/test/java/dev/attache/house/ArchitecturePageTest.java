package dev.attache.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/// `docs/architecture.md` gives a reason for every dependency, and for none that is gone.
class ArchitecturePageTest {
    private static final Pattern TABLE_ROW = Pattern.compile("^\\| (`[^|]*`) \\|", Pattern.MULTILINE);

    @Test
    void everyDependencyHasItsReasonAndNoOther() throws Exception {
        String page = Files.readString(Path.of("docs/architecture.md"));
        String section = page.substring(page.indexOf("## Dependencies"), page.indexOf("## Where we left"));
        List<String> named = TABLE_ROW
                .matcher(section)
                .results()
                .flatMap(row -> Stream.of(row.group(1).replace("`", "").split(", ")))
                .toList();

        assertThat(named)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(dependencies().distinct().toList());
    }

    private static Stream<String> dependencies() throws Exception {
        Document pom = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new File("pom.xml"));
        return Stream.of(
                        "/project/dependencies/dependency/artifactId",
                        "/project/profiles/profile/dependencies/dependency/artifactId",
                        "//annotationProcessorPaths/path/artifactId")
                .flatMap(path -> texts(pom, path).stream());
    }

    private static List<String> texts(Document pom, String path) {
        try {
            NodeList found =
                    (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, pom, XPathConstants.NODESET);
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < found.getLength(); i++) {
                texts.add(found.item(i).getTextContent());
            }
            return texts;
        } catch (XPathExpressionException e) {
            throw new IllegalArgumentException(path, e);
        }
    }
}
