using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Syndication.Storage;
using Syndication.Templates;
using Syndication.Tests.Support;

namespace Syndication.Tests.Templates;

public sealed class TemplateLibraryTests : IDisposable
{
    private static readonly Words Ours = new(new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal));
    private readonly TemplateFolder folder = new();
    private readonly ErrorLog errors = new();

    [Theory]
    [InlineData("digest.html.hbs", "<p>{{frame.wether}}</p>", "frame.wether")]
    [InlineData("digest.text.hbs", "{{#if frame.more}}{{frame.nothing}}{{/if}}", "frame.nothing")]
    [InlineData("digest-subject.text.hbs", "{{subjekt}}", "subjekt")]
    [InlineData("digest-subject.text.hbs", "{{#if correction}}{{leed}}{{/if}}", "leed")]
    [InlineData("digest-subject.text.hbs", "{{#if alone}}{{othres}}{{/if}}", "othres")]
    [InlineData("welcome.text.hbs", "{{#if firstDay}}{{else}}{{frist}}{{/if}}", "frist")]
    [InlineData("parts/digest-article.html.hbs", "{{#if small}}{{small.hight}}{{/if}}", "small.hight")]
    [InlineData("parts/digest-section.text.hbs", "{{#if sponsor}}{{sponser}}{{/if}}", "sponser")]
    [InlineData("parts/digest-section.html.hbs", "{{#each headlines}}{{#if correction}}{{else}}{{corection}}{{/if}}{{/each}}", "corection")]
    [InlineData("confirmation.html.hbs", "{{linc}}", "linc")]
    [InlineData("link.text.hbs", "{{unsubscibe}}", "unsubscibe")]
    [InlineData("pages/home.html.hbs", "{{#if content.lead}}{{else}}{{content.led}}{{/if}}", "content.led")]
    [InlineData("parts/pageCard.html.hbs", "{{#unless summary}}{{sumary}}{{/unless}}", "sumary")]
    [InlineData("pages/preferences.html.hbs", "{{#if content.pause.paused}}{{content.pause.untill}}{{/if}}", "content.pause.untill")]
    [InlineData(
        "parts/plan-fields.html.hbs",
        "{{#each zones}}{{#each zones}}{{#unless others}}{{lable}}{{/unless}}{{/each}}{{/each}}",
        "lable"
    )]
    [InlineData("pages/issues.html.hbs", "{{#each content.issues}}{{dya}}{{/each}}", "dya")]
    [InlineData("pages/sources.html.hbs", "{{#unless content.sources}}{{feild}}{{/unless}}", "feild")]
    public async Task A_variable_that_is_not_there_stops_the_start_with_its_file_and_line(string file, string text, string variable)
    {
        var line = folder.Append(file, text);

        var fault = await Assert.ThrowsAsync<TemplateFaultException>(StartAsync);

        Assert.Equal($"templates/{file}, line {line}: '{variable}' is not a variable that this template has", fault.Message);
    }

    [Fact]
    public async Task Every_page_is_tried_at_start()
    {
        using var host = new SyndicationHost();
        await host.Services.GetRequiredService<KeyRing>().LoadAsync(CancellationToken.None);
        foreach (var file in Directory.GetFiles(Path.Combine(folder.Path, "pages")).Select(Path.GetFileName))
        {
            using var other = new TemplateFolder();
            other.Append($"pages/{file}", "{{nothing}}");
            var pages = ActivatorUtilities.CreateInstance<PageRenderer>(host.Services, new TemplateLibrary(other.Path, Ours));
            var trials = host
                .Services.GetServices<ITemplateTrial>()
                .Where(trial => trial is PageTrial)
                .Select(trial => (ITemplateTrial)ActivatorUtilities.CreateInstance(host.Services, trial.GetType(), pages));

            var fault = Assert.Throws<TemplateFaultException>(() => trials.ToList().ForEach(trial => trial.Run()));

            Assert.Contains($"templates/pages/{file}, line ", fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task In_development_a_change_that_cannot_be_rendered_is_told_and_left_out()
    {
        using var log = LoggerFactory.Create(logging => logging.AddProvider(errors));
        using var watch = new TemplateWatch(folder.Path, log.CreateLogger<TemplateWatch>());
        var model = new { publication = "The Post" };
        TemplateLibrary? templates = null;
        templates = new TemplateLibrary(folder.Path, Ours, watch, () => [new SubjectTrial(() => templates!)]);
        var before = templates.Render("link.subject.text", model, "en");

        var line = folder.Append("link.subject.text.hbs", "{{publicaton}}");
        await WaitAsync(templates, model, _ => !errors.Lines.IsEmpty);

        Assert.Equal(before, templates.Render("link.subject.text", model, "en"));
        Assert.Contains(
            $"templates/link.subject.text.hbs, line {line}: 'publicaton'",
            Assert.Single(errors.Lines.Distinct()),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("Development", true)]
    [InlineData("Production", false)]
    public async Task Only_in_development_a_change_is_taken_up_without_a_restart(string environment, bool isTakenUp)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { EnvironmentName = environment, ContentRootPath = folder.Root });
        builder.AddTemplates();
        await using var services = builder.Services.BuildServiceProvider();
        var templates = services.GetRequiredService<TemplateLibrary>();
        var model = new { publication = "The Post" };
        var before = templates.Render("link.subject.text", model, "en");

        File.WriteAllText(Path.Combine(folder.Path, "link.subject.text.hbs"), "Changed for {{publication}}");
        var looks = 0;
        var after = await WaitAsync(templates, model, rendered => rendered != before || !isTakenUp && ++looks == 20);

        Assert.Equal(isTakenUp ? "Changed for The Post" : before, after);
    }

    [Fact]
    public void A_template_that_is_none_is_named_with_its_line()
    {
        var line = folder.Append("parts/digest-footer.html.hbs", "{{#if frame.more}}");

        var fault = Assert.Throws<TemplateFaultException>(() => new TemplateLibrary(folder.Path, Ours));

        Assert.StartsWith("templates/parts/digest-footer.html.hbs", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
        Assert.True(line > 1);
    }

    [Fact]
    public async Task In_development_a_change_is_taken_up_and_a_broken_one_is_told_and_left_out()
    {
        using var log = LoggerFactory.Create(logging => logging.AddProvider(errors));
        using var watch = new TemplateWatch(folder.Path, log.CreateLogger<TemplateWatch>());
        var templates = new TemplateLibrary(folder.Path, Ours, watch);
        var model = new { publication = "The Post" };
        var before = templates.Render("link.subject.text", model, "en");

        File.WriteAllText(Path.Combine(folder.Path, "link.subject.text.hbs"), "Changed for {{publication}}");
        Assert.Equal("Changed for The Post", await WaitAsync(templates, model, rendered => rendered != before));
        File.WriteAllText(Path.Combine(folder.Path, "link.subject.text.hbs"), "Broken {{#if publication}}");
        await WaitAsync(templates, model, _ => !errors.Lines.IsEmpty);

        Assert.Equal("Changed for The Post", templates.Render("link.subject.text", model, "en"));
        Assert.Contains("templates/link.subject.text.hbs", Assert.Single(errors.Lines.Distinct()), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_watch_a_change_waits_for_the_restart()
    {
        var templates = new TemplateLibrary(folder.Path, Ours);
        var model = new { publication = "The Post" };
        var before = templates.Render("link.subject.text", model, "en");

        File.WriteAllText(Path.Combine(folder.Path, "link.subject.text.hbs"), "Changed");

        Assert.Equal(before, templates.Render("link.subject.text", model, "en"));
        Assert.Equal("Changed", new TemplateLibrary(folder.Path, Ours).Render("link.subject.text", model, "en"));
    }

    [Fact]
    public void Nothing_is_listened_on_before_the_mails_were_tried()
    {
        using var host = new SyndicationHost();

        Assert.Contains(host.Services.GetServices<IHostedService>(), service => service is TemplateTrials);
        Assert.Equal(6, host.Services.GetServices<ITemplateTrial>().Count());
    }

    [Theory]
    [InlineData("parts/digest-footer.html.hbs", "{{frame.tracking}}", "digest.html")]
    [InlineData("parts/digest-footer.text.hbs", "{{tracking}}", "digest.text")]
    public async Task Counting_cannot_be_turned_on_where_the_mail_does_not_say_so(string part, string says, string named)
    {
        var file = Path.Combine(folder.Path, part);
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace(says, "", StringComparison.Ordinal));
        await StartAsync();

        var fault = await Assert.ThrowsAsync<TemplateFaultException>(() => StartAsync(("Digests:Tracking", "Clicks")));

        Assert.StartsWith(
            $"templates/{named}.hbs: Digests:Tracking is on, and the mail does not say so",
            fault.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public Task Counting_can_be_turned_on_with_the_templates_that_come_along() => StartAsync(("Digests:Tracking", "ClicksAndOpens"));

    public void Dispose()
    {
        folder.Dispose();
        errors.Dispose();
    }

    // What the host does first; the program itself would end with the message as its one line.
    private Task StartAsync() => StartAsync([]);

    private async Task StartAsync(params (string Key, string Value)[] settings)
    {
        using var host = new EditedHost(folder.Path);
        foreach (var (key, value) in settings)
            host.Settings[key] = value;
        await host.Services.GetRequiredService<KeyRing>().LoadAsync(CancellationToken.None);
        foreach (var trial in host.Services.GetServices<ITemplateTrial>())
            trial.Run();
    }

    private static async Task<string> WaitAsync(TemplateLibrary templates, object model, Func<string, bool> done)
    {
        var rendered = templates.Render("link.subject.text", model, "en");
        for (var attempt = 0; attempt < 100 && !done(rendered); attempt++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            rendered = templates.Render("link.subject.text", model, "en");
        }

        return rendered;
    }

    private sealed class SubjectTrial(Func<TemplateLibrary> templates) : ITemplateTrial
    {
        public void Run() => templates().Render("link.subject.text", new { publication = "" }, "en");
    }

    private sealed class EditedHost(string templates) : SyndicationHost
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services =>
            {
                services.Remove(services.Single(service => service.ImplementationType == typeof(TemplateTrials)));
                services.AddSingleton(_ => new TemplateLibrary(templates, Ours));
            });
        }
    }
}
