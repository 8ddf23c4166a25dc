using Syndication.Operations;
using Syndication.Templates;

namespace Syndication.Tests.Templates;

public sealed class OwnWordsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("syndication-words-").FullName;

    [Fact]
    public void An_operators_words_stand_in_the_place_of_ours()
    {
        File.WriteAllText(Path.Combine(folder, "de.json"), """{ "mail.confirm.button": "Ja, ich will", }""");

        var words = new Words(OwnWords.Read(folder));

        Assert.Equal("Ja, ich will", words.Say("de", "mail.confirm.button"));
        Assert.Equal("Abmelden", words.Say("de", "unsubscribe.title"));
        Assert.Equal("Confirm my subscription", words.Say("en", "mail.confirm.button"));
        // What a reader consented to can be told by the words' version.
        var ours = new Words(OwnWords.Read(Path.Combine(folder, "none")));
        Assert.NotEqual(ours.VersionOf("de"), words.VersionOf("de"));
        Assert.Equal(ours.VersionOf("en"), words.VersionOf("en"));
    }

    [Fact]
    public void One_text_for_all_numbers_is_said_for_each_of_them_and_a_form_beside_it_for_its_own()
    {
        File.WriteAllText(Path.Combine(folder, "de.json"), """{ "digest.more": "+{count}" }""");
        File.WriteAllText(Path.Combine(folder, "en.json"), """{ "digest.more": "+{count}", "digest.more.one": "one more" }""");

        var words = new Words(OwnWords.Read(folder));

        Assert.Equal(["+1", "+7"], new[] { 1, 7 }.Select(count => words.Say("de", "digest.more", ("count", count))));
        Assert.Equal(["one more", "+7"], new[] { 1, 7 }.Select(count => words.Say("en", "digest.more", ("count", count))));
        Assert.Equal("y 7 más en la web", words.Say("es", "digest.more", ("count", 7)));
    }

    [Theory]
    [InlineData("de.json", """{ "mail.confirm.buton": "Ja" }""", "templates/words/de.json: there is no text \"mail.confirm.buton\".")]
    [InlineData("de.json", "{\n \"a\": 7 }", "templates/words/de.json: line 2: must be one object of texts.")]
    [InlineData(
        "de.json",
        """{ "mail.confirm.button": "Ja, {publication}" }""",
        "templates/words/de.json: \"mail.confirm.button\" names {publication}, which is not given to it."
    )]
    [InlineData("german.json", "{}", "templates/words/german.json: 'german' is not a BCP 47 tag such as pt-BR.")]
    public void A_slip_is_named_by_file(string file, string content, string fault)
    {
        File.WriteAllText(Path.Combine(folder, file), content);

        Assert.Equal(fault, Assert.Throws<TemplateFaultException>(() => new Words(OwnWords.Read(folder))).Message);
    }

    [Fact]
    public void A_template_that_says_what_there_is_not_stops_the_start()
    {
        var templates = Path.Combine(folder, "templates");
        Directory.CreateDirectory(templates);
        File.WriteAllText(Path.Combine(templates, "link.html.hbs"), "<p>\n{{say \"mail.link.her\" publication=publication}}</p>");
        var words = new Words(OwnWords.Read(folder));

        var fault = Assert.Throws<TemplateFaultException>(() => new TemplateLibrary(templates, words));

        Assert.Equal("templates/link.html.hbs, line 2: there is no text \"mail.link.her\".", fault.Message);
    }

    [Fact]
    public void Every_text_is_said_somewhere()
    {
        var root = ProjectRoot.Find();
        var sources = Directory
            .EnumerateFiles(Path.Combine(root, "templates"), "*.hbs", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Path.Combine(root, "src", "Syndication"), "*.cs", SearchOption.AllDirectories))
            .Select(File.ReadAllText)
            .ToList();
        string[] forms = [".zero", ".one", ".two", ".few", ".many", ".other"];
        var unsaid = new Words(OwnWords.Read(folder))
            .Of("en")
            .Keys.Select(key =>
                forms.FirstOrDefault(form => key.EndsWith(form, StringComparison.Ordinal)) is { } form ? key[..^form.Length] : key
            )
            .Distinct()
            .Where(key => !sources.Exists(source => source.Contains($"\"{key}\"", StringComparison.Ordinal)));

        Assert.Empty(unsaid);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
