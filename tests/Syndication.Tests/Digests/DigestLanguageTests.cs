using Microsoft.Extensions.DependencyInjection;
using Syndication.Digests;
using Syndication.Subscribers;
using Syndication.Tests.Support;

namespace Syndication.Tests.Digests;

public sealed class DigestLanguageTests
{
    private static readonly string[] English =
    [
        "In this issue",
        "IN THIS ISSUE",
        "View in browser",
        "min read",
        "By Jane",
        "Read the article",
        "more on the web",
        "You get this mail",
        "Change your plan",
        "Unsubscribe",
        "stories from",
    ];

    [Theory]
    [InlineData("de", "In dieser Ausgabe", "Min. Lesezeit", "Sie bekommen diese E-Mail, weil Sie", "Artikel aus", "ltr")]
    [InlineData("es", "En este número", "min de lectura", "Recibe este correo porque sigue", "artículos de", "ltr")]
    [InlineData("fr", "Dans ce numéro", "min de lecture", "Vous recevez cet e-mail parce que", "articles de", "ltr")]
    [InlineData("ar", "في هذا العدد", "قراءة", "تصلك هذه الرسالة لأنك تتابع", "مقالان من", "rtl")]
    public void A_digest_speaks_its_readers_language(
        string language,
        string contents,
        string reading,
        string why,
        string subject,
        string direction
    )
    {
        using var host = new SyndicationHost();
        var edition = SampleEdition.Of(MailLayout.Headlines) with { Language = language, More = 3 };
        var rendered = host
            .Services.GetRequiredService<IssueCompiler>()
            .Compile(edition, SampleEdition.Candidates(), 0, keepAll: false)
            .Rendered;

        Assert.Contains($"<html lang=\"{language}\" dir=\"{direction}\"", rendered.Html!, StringComparison.Ordinal);
        Assert.Contains(contents, rendered.Html!, StringComparison.Ordinal);
        Assert.Contains(reading, rendered.Html!, StringComparison.Ordinal);
        Assert.Contains(why, rendered.Text.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains(subject, rendered.Subject, StringComparison.Ordinal);
        Assert.All(
            English,
            phrase => Assert.DoesNotContain(phrase, rendered.Html + rendered.Text + rendered.Subject, StringComparison.Ordinal)
        );
    }
}
