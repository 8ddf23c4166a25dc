using System.Net;
using AngleSharp.Html.Parser;
using Syndication.Subscribers;
using Syndication.Tests.Support;

namespace Syndication.Tests.Subscribers;

public sealed class ReaderLanguageTests : IAsyncLifetime, IDisposable
{
    private readonly ReaderHost host = new();

    public Task InitializeAsync() => host.ReadyAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => host.Dispose();

    [Theory]
    [InlineData("/subscribe", "de-CH,de;q=0.9,en;q=0.8", "de", "Abonnieren")]
    [InlineData("/subscribe", "pl,fr;q=0.5", "fr", "S’abonner")]
    [InlineData("/subscribe", "pl", "en", "Subscribe")]
    [InlineData("/subscribe", "en;q=0.1, es;q=0.7", "es", "Suscribirse")]
    [InlineData("/subscribe", "*, ;;q=x", "en", "Subscribe")]
    [InlineData("/subscribe?language=es", "de", "es", "Suscribirse")]
    [InlineData("/unsubscribe/nonsense", "ar", "ar", "هذا الرابط لا يعمل")]
    public async Task A_page_for_one_person_is_in_the_language_that_the_browser_prefers(
        string address,
        string accepts,
        string language,
        string title
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Accept-Language", accepts);
        var reply = await host.Browser.SendAsync(request);
        var page = new HtmlParser().ParseDocument(await reply.Content.ReadAsStringAsync());

        Assert.Equal((language, title), (page.DocumentElement.GetAttribute("lang"), page.QuerySelector("h1")!.TextContent));
        Assert.Equal(language == "ar" ? "rtl" : "ltr", page.DocumentElement.GetAttribute("dir"));
        Assert.Contains("Accept-Language", reply.Headers.Vary);
    }

    [Theory]
    [InlineData("de", "Bitte bestätigen Sie Ihr Abonnement von The Test Post", "Bestätigen Sie Ihr Abonnement", "ltr")]
    [InlineData("es", "Confirme su suscripción a The Test Post", "Confirme su suscripción", "ltr")]
    [InlineData("fr", "Veuillez confirmer votre abonnement à The Test Post", "Confirmez votre abonnement", "ltr")]
    [InlineData("ar", "يُرجى تأكيد اشتراكك في \u2068The Test Post\u2069", "أكِّد اشتراكك", "rtl")]
    public async Task From_form_to_plan_a_reader_is_spoken_to_in_their_language(
        string language,
        string subject,
        string title,
        string direction
    )
    {
        await host.AskAsync(ReaderHost.Address, ("language", language));
        var mail = Assert.Single(await host.MailsAsync());

        Assert.Equal(subject, mail.Subject);
        Assert.Equal(language, mail.Body.Language);
        Assert.Contains($"<html lang=\"{language}\" dir=\"{direction}\">", mail.Html!, StringComparison.Ordinal);
        Assert.All(
            mail.Text.Split('\n').Where(line => !line.StartsWith("http", StringComparison.Ordinal)),
            line => Assert.InRange(line.Length, 0, 78)
        );
        var confirm = await host.Browser.GetStringAsync(ReaderHost.LinkTo(mail, "confirm"));
        Assert.Contains($"<h1>{title}</h1>", confirm, StringComparison.Ordinal);
        Assert.Contains($"<html lang=\"{language}\" dir=\"{direction}\">", confirm, StringComparison.Ordinal);
        await host.Browser.PostAsync(ReaderHost.LinkTo(mail, "confirm"), null);
        Assert.Equal(language, (await host.FindAsync()).Subscriber.Language);
    }

    [Fact]
    public async Task A_reader_can_choose_another_language_and_sees_days_in_it()
    {
        var reader = await host.SubscribeAsync();
        var plan = new Uri(host.Links.Preferences(reader.Subscriber.Handle, 0)).PathAndQuery;
        Assert.Contains(
            "<option value=\"de\" lang=\"de\">Deutsch</option>",
            await host.Browser.GetStringAsync(plan),
            StringComparison.Ordinal
        );

        var reply = await host.Browser.PostAsync(plan, ReaderHost.Form("", ("language", "de")));

        Assert.Equal(HttpStatusCode.SeeOther, reply.StatusCode);
        var page = await host.Browser.GetStringAsync(plan);
        Assert.Contains("<option value=\"Monday\" selected>Montag</option>", page, StringComparison.Ordinal);
        Assert.Contains("<h1>Ihr Abonnement</h1>", page, StringComparison.Ordinal);
        Assert.Equal(ConsentAct.PlanChanged, (await host.ConsentsAsync(reader))[^1].What);
    }

    [Fact]
    public async Task A_reader_whose_language_has_no_words_sees_no_day_of_it_on_an_English_page()
    {
        var reader = await host.SubscribeAsync(ReaderHost.Address, ("language", "pl"));
        Assert.Equal("pl", reader.Subscriber.Language);

        var page = await host.Browser.GetStringAsync(new Uri(host.Links.Preferences(reader.Subscriber.Handle, 0)).PathAndQuery);

        Assert.Contains("<html lang=\"en\" dir=\"ltr\">", page, StringComparison.Ordinal);
        Assert.Contains("<option value=\"Monday\" selected>Monday</option>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_for_everybody_is_in_the_publications_language_whoever_asks()
    {
        using var german = new ReaderHost();
        german.Settings["Publication:Language"] = "de-AT";
        await german.ReadyAsync();
        await german.PublishAsync(Pieces.In("gear", "Stiefel"));
        german.Browser.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", "fr");

        foreach (
            var (address, word) in new[] { ("/", "Zum Inhalt springen"), ("/sections/gear", "Folgen:"), ("/feeds", "Einen Feed finden") }
        )
        {
            var reply = await german.Browser.GetAsync(address);
            var html = await reply.Content.ReadAsStringAsync();
            Assert.Contains("<html lang=\"de-AT\" dir=\"ltr\">", html, StringComparison.Ordinal);
            Assert.Contains(word, html, StringComparison.Ordinal);
            Assert.DoesNotContain("Accept-Language", reply.Headers.Vary);
        }
    }

    [Fact]
    public async Task A_publication_in_a_language_without_words_has_a_frame_that_says_it_is_English()
    {
        using var polish = new ReaderHost();
        polish.Settings["Publication:Language"] = "pl";
        await polish.ReadyAsync();

        var html = await polish.Browser.GetStringAsync("/");

        Assert.Contains("<html lang=\"en\" dir=\"ltr\">", html, StringComparison.Ordinal);
        Assert.Contains("<main id=\"content\" class=\"wrap\" lang=\"pl\" dir=\"ltr\">", html, StringComparison.Ordinal);
    }
}
