using System.CommandLine;
using System.Globalization;
using Syndication.Digests;
using Syndication.Digests.Previews;
using Syndication.Storage;
using Syndication.Subscribers;

namespace Syndication.Operations.Verbs;

/// <summary><c>preview</c>: what one reader would get at a time to come, and why each article is in it or is not.</summary>
internal static class PreviewCommand
{
    private const int Success = 0;
    private const int Failure = 1;

    public static Command Create(IServiceProvider services)
    {
        var subscriber = new Option<string>("--subscriber") { Description = "The reader's address.", Required = true };
        var at = new Option<string>("--at")
        {
            Description = "Until when to look, such as 2026-12-01T07:00; without an offset by the reader's clock.",
            Required = true,
        };
        var article = new Option<string>("--why") { Description = "Slug or id of an article: says why it is in, or why it is not." };
        var form = new Option<string>("--form")
        {
            Description = "summary (what is in it and why), or the mail itself: html, text or raw.",
            DefaultValueFactory = _ => "summary",
        };
        form.AcceptOnlyFromAmong("summary", "html", "text", "raw");
        var command = new Command("preview", "Shows what a reader would get at a time to come; stores and sends nothing.")
        {
            subscriber,
            at,
            article,
            form,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                await services.GetRequiredService<StorePreparation>().PrepareAsync(ct);
                var (address, reader) = await FindAsync(services, parsed.GetRequiredValue(subscriber), ct);
                if (address is null || reader is null)
                    return await RefuseAsync(parsed, "there is no reader of that address");
                var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
                if (PreviewTime.Parse(parsed.GetRequiredValue(at), reader.Subscriber, now) is not { } until)
                    return await RefuseAsync(parsed, $"--at: {PreviewTime.Rule}");
                return await ShowAsync(services, parsed, (address, until, parsed.GetValue(article), parsed.GetValue(form)!), ct);
            }
        );
        return command;
    }

    private static async Task<(EmailAddress? Address, Reader? Reader)> FindAsync(
        IServiceProvider services,
        string text,
        CancellationToken ct
    ) =>
        EmailAddress.TryParse(text, out var address, out _)
            ? (address, await services.GetRequiredService<SubscriberStore>().FindAsync(address, ct))
            : (null, null);

    private static async Task<int> ShowAsync(
        IServiceProvider services,
        ParseResult parsed,
        (EmailAddress Address, DateTimeOffset Until, string? Article, string Form) asked,
        CancellationToken ct
    )
    {
        var desk = services.GetRequiredService<PreviewDesk>();
        var preview = (await desk.LookAsync(asked.Address, asked.Until, ct))!;
        Explanation? explained = null;
        if (asked.Article is { } name)
        {
            if (await services.GetRequiredService<ArticleNames>().FindAsync(name, ct) is not { } article)
                return await RefuseAsync(parsed, $"--why: there is no article '{name}'");
            explained = await desk.ExplainAsync(asked.Address, preview, article, ct);
        }

        var output = parsed.InvocationConfiguration.Output;
        if (asked.Form is "summary")
            await WriteAsync(output, PreviewView.Of(preview, explained));
        else if (preview.Mail is not { } mail)
            return await RefuseAsync(parsed, preview.Withheld ?? "no mail then");
        else
            await output.WriteLineAsync(
                asked.Form is "raw" ? preview.Raw : preview.Fill((asked.Form is "html" ? mail.Body.Html : null) ?? mail.Body.Text)
            );
        return Success;
    }

    private static async Task WriteAsync(TextWriter output, PreviewView view)
    {
        foreach (var earlier in view.Earlier)
            await output.WriteLineAsync($"before\t{Words(earlier.Due)}\t{earlier.Subject ?? "nothing new, no mail"}");
        await output.WriteLineAsync(
            view.Withheld is { } withheld ? $"withheld\t{withheld}"
            : view.Due is not { } due ? "not due by then"
            : view.Subject is null ? $"due\t{Words(due)}\tnothing new, no mail"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"due\t{Words(due)}\t{view.Subject}\t{view.Bytes} bytes{(view.Approval ? ", waits for approval" : "")}"
            )
        );
        foreach (var article in view.Articles)
            await output.WriteLineAsync($"in\t{article.Section}\t{article.Form}\t{article.Title}\t{article.Why}");
        if (view.More > 0)
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"more\t{view.More} had no room"));
        if (view.Explained is { } explained)
            await output.WriteLineAsync($"{(explained.IsIn ? "why" : "why not")}\t{explained.Title}\t{explained.Reason}");
    }

    private static string Words(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);

    private static async Task<int> RefuseAsync(ParseResult parsed, string reason)
    {
        await parsed.InvocationConfiguration.Error.WriteLineAsync(reason);
        return Failure;
    }
}
