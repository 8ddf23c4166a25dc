using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Delivery;
using Syndication.Delivery.Returns;
using Syndication.Subscribers;
using Syndication.Tests.Subscribers;

namespace Syndication.Tests.Bounces.Webhooks;

/// <summary>Reports by HTTP: what each provider sends has the same consequences, once its signature fits.</summary>
public sealed class WebhookTests : IAsyncLifetime, IDisposable
{
    private readonly WebhookBench bench = new();

    public static TheoryData<string> Providers => ["ses", "postmark", "sendgrid", "mailgun", "json"];

    public async Task InitializeAsync()
    {
        await bench.Host.ReadyAsync();
        bench.Publish();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => bench.Dispose();

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_signed_report_of_a_mailbox_that_is_gone_suppresses_and_the_same_again_changes_nothing(string provider)
    {
        var sent = await bench.Host.SendAsync();
        var body = bench.Body(provider, sent);

        Assert.Equal(HttpStatusCode.OK, (await bench.SendAsync(provider, body)).StatusCode);

        Assert.Equal(SuppressionReason.NoSuchMailbox, (await bench.Host.SuppressionAsync())!.Reason);
        Assert.Equal(provider, Assert.Single(await bench.Host.ReportsAsync()).Source);
        await LiftAsync();
        Assert.Equal(HttpStatusCode.OK, (await bench.SendAsync(provider, body)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await bench.ReportAsync(provider, sent)).StatusCode);
        Assert.Null(await bench.Host.SuppressionAsync());
        Assert.Equal(ReturnClass.Hard, Assert.Single(await bench.Host.EventsAsync()).Class);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_signature_with_another_key_is_refused_and_has_no_effect(string provider)
    {
        var sent = await bench.Host.SendAsync();

        var answer = await bench.SendAsync(provider, bench.Body(provider, sent), isForged: true);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        await bench.Host.AssertNothingFollowedAsync(sent);
        Assert.Contains("7115 ", bench.Host.Log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ses")]
    [InlineData("sendgrid")]
    [InlineData("mailgun")]
    [InlineData("json")]
    public async Task A_signature_from_before_the_window_or_from_the_future_is_refused(string provider)
    {
        var sent = await bench.Host.SendAsync();
        var now = bench.Host.Clock.GetUtcNow();
        foreach (var at in new[] { now.AddHours(-12).AddSeconds(-1), now.AddMinutes(6) })
        {
            var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            var answer = await bench.SendAsync(provider, bench.Body(provider, sent), time);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }

        await bench.Host.AssertNothingFollowedAsync(sent);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task One_readers_token_in_a_signed_report_of_another_reader_harms_neither(string provider)
    {
        var own = await bench.Host.SendAsync();
        var other = await bench.Host.SendAsync("bob@example.net");

        await bench.ReportAsync(provider, own, ("recipient", other.Email));

        await bench.Host.AssertNothingFollowedAsync(own, other);
    }

    [Theory]
    [InlineData("ses", "returnPath")]
    [InlineData("sendgrid", "messageId")]
    [InlineData("postmark", "messageId")]
    public async Task The_relays_own_number_names_the_message_from_a_signed_webhook_alone(string provider, string token)
    {
        var sent = await bench.Host.SendAsync();
        var other = await bench.Host.SendAsync("bob@example.net");
        await bench.Host.AcceptAsync(sent, WebhookBench.QueueId);

        await bench.ReportAsync(provider, sent, (token, "nobody@news.test"), ("recipient", other.Email));
        await bench.Host.AssertNothingFollowedAsync(sent, other);
        await bench.ReportAsync(provider, sent, (token, "nobody@news.test"));

        Assert.Single(await bench.Host.SuppressionsAsync());
        Assert.NotNull(await bench.Host.SuppressionAsync(sent.Email));
    }

    [Fact]
    public async Task A_number_that_a_relay_gave_twice_names_nobody()
    {
        var sent = await bench.Host.SendAsync();
        await bench.Host.AcceptAsync(sent, WebhookBench.QueueId);
        await bench.Host.AcceptAsync(await bench.Host.SendAsync(sent.Reader), WebhookBench.QueueId);

        await bench.ReportAsync("ses", sent, ("returnPath", "news@news.test"));

        await bench.Host.AssertNothingFollowedAsync(sent);
    }

    [Theory]
    [InlineData("postmark", "SpamComplaint")]
    [InlineData("sendgrid", "spamreport")]
    [InlineData("mailgun", "complained")]
    [InlineData("json", "complaint")]
    public async Task A_signed_complaint_ends_the_subscription(string provider, string kind)
    {
        await bench.ReportAsync(provider, await bench.Host.SendAsync(), ("kind", kind));

        Assert.Equal(SubscriberState.Unsubscribed, (await bench.Host.FindAsync()).Subscriber.State);
        Assert.Equal(SuppressionReason.Complaint, (await bench.Host.SuppressionAsync())!.Reason);
    }

    [Theory]
    [InlineData("abuse", true)]
    [InlineData("not-spam", false)]
    public async Task A_complaint_by_way_of_SNS_ends_the_subscription_unless_it_says_the_contrary(string kind, bool isEnded)
    {
        var sent = await bench.Host.SendAsync();

        await bench.SendAsync("ses", bench.Host.Fill("ses-complaint.json", sent, ("kind", kind), ("queueId", WebhookBench.QueueId)));

        if (!isEnded)
        {
            await bench.Host.AssertNothingFollowedAsync(sent);
            return;
        }

        Assert.Equal(SubscriberState.Unsubscribed, (await bench.Host.FindAsync()).Subscriber.State);
        Assert.Equal(SuppressionReason.Complaint, (await bench.Host.SuppressionAsync())!.Reason);
    }

    [Theory]
    [InlineData("ses", "Permanent", "5.7.1")]
    [InlineData("ses", "Transient", "4.4.1")]
    [InlineData("sendgrid", "bounce", "5.7.1")]
    [InlineData("sendgrid", "bounce", "5.2.2")]
    [InlineData("mailgun", "failed", "5.7.1")]
    [InlineData("postmark", "SoftBounce", "")]
    public async Task What_is_not_about_the_address_is_counted_and_suppresses_nobody(string provider, string kind, string status)
    {
        await bench.ReportAsync(provider, await bench.Host.SendAsync(), ("kind", kind), ("status", status));

        Assert.Null(await bench.Host.SuppressionAsync());
        Assert.Equal(ReturnClass.Soft, Assert.Single(await bench.Host.EventsAsync()).Class);
    }

    [Theory]
    [InlineData(
        "ses",
        "\"status\": \"5.1.1\", \"diagnosticCode\": \"smtp; 550 5.1.1 user",
        "\"diagnosticCode\": \"smtp; 554 blocked as spam, user"
    )]
    [InlineData("ses", ", \"status\": \"5.1.1\", \"diagnosticCode\": \"smtp; 550 5.1.1 user unknown\"", "")]
    [InlineData("mailgun", "\"enhanced-code\": \"5.1.1\", \"message\": \"user unknown", "\"message\": \"554 blocked as spam")]
    [InlineData("mailgun", "\"enhanced-code\": \"5.1.1\", \"message\": \"user unknown", "\"message\": \"552 mailbox full")]
    [InlineData("mailgun", "\"enhanced-code\": \"5.1.1\", \"message\": \"user unknown", "\"message\": \"")]
    [InlineData("sendgrid", "Invalid Address", "Technical Failure")]
    [InlineData(
        "sendgrid",
        "\"Invalid Address\",\n    \"reason\": \"550 5.1.1 user unknown\"",
        "\"Unclassified\",\n    \"reason\": \"550 5.7.1 message refused by policy\""
    )]
    public async Task What_the_receiving_server_said_is_heard_as_in_a_mailed_report(string provider, string told, string instead)
    {
        var body = bench.Body(provider, await bench.Host.SendAsync(), ("kind", Final(provider)));
        Assert.Contains(told, body, StringComparison.Ordinal);

        await bench.SendAsync(
            provider,
            body.Replace(told, instead, StringComparison.Ordinal).Replace("\"5.1.1\"", "\"\"", StringComparison.Ordinal)
        );

        Assert.Null(await bench.Host.SuppressionAsync());
        Assert.Equal(ReturnClass.Soft, Assert.Single(await bench.Host.EventsAsync()).Class);
    }

    [Fact]
    public async Task A_holiday_that_SES_tells_of_is_no_failure()
    {
        var sent = await bench.Host.SendAsync();
        var body = bench.Body("ses", sent, ("kind", "Transient"));

        await bench.SendAsync(
            "ses",
            body.Replace(
                ", \"action\": \"failed\", \"status\": \"5.1.1\", \"diagnosticCode\": \"smtp; 550 5.1.1 user unknown\"",
                "",
                StringComparison.Ordinal
            )
        );

        await bench.Host.AssertNothingFollowedAsync(sent);
    }

    [Theory]
    [InlineData("ses")]
    [InlineData("mailgun")]
    public async Task Names_that_are_no_text_are_refused_and_break_nothing(string provider)
    {
        using var content = new StringContent("{\"\\ud800aaaaaaaaaaaa\":1}", Encoding.UTF8, "application/json");

        var answer = await bench.Host.Browser.PostAsync($"/api/v1/bounces/{provider}", content);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData("ses", "Delivery")]
    [InlineData("postmark", "Transient")]
    [InlineData("sendgrid", "deferred")]
    [InlineData("sendgrid", "open")]
    [InlineData("mailgun", "delivered")]
    public async Task Other_news_is_taken_and_nothing_follows(string provider, string kind)
    {
        var sent = await bench.Host.SendAsync();
        var body = bench.Body(provider, sent, ("kind", kind));
        if (provider == "ses")
            body = body.Replace("\"Bounce\"", $"\"{kind}\"", StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, (await bench.SendAsync(provider, body)).StatusCode);

        await bench.Host.AssertNothingFollowedAsync(sent);
    }

    [Fact]
    public async Task A_secret_in_the_address_stands_in_for_a_signature_where_the_provider_does_not_sign()
    {
        var sent = await bench.Host.SendAsync();
        using var content = new StringContent(bench.Body("postmark", sent), Encoding.UTF8, "application/json");
        using var again = new StringContent(bench.Body("postmark", sent), Encoding.UTF8, "application/json");
        var secret = Uri.EscapeDataString(ReturnsHost.Secret);

        Assert.Equal(HttpStatusCode.Unauthorized, (await bench.Host.Browser.PostAsync("/api/v1/bounces/postmark/guess", again)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await bench.Host.Browser.PostAsync("/api/v1/bounces/postmark/" + secret, content)).StatusCode);

        Assert.NotNull(await bench.Host.SuppressionAsync());
    }

    [Theory]
    [InlineData("sparkpost")]
    [InlineData("Ses")]
    public async Task A_provider_that_is_not_known_has_no_address(string provider)
    {
        using var content = new StringContent("{}");

        Assert.Equal(HttpStatusCode.NotFound, (await bench.Host.Browser.PostAsync($"/api/v1/bounces/{provider}", content)).StatusCode);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_provider_without_its_secret_has_no_address(string provider)
    {
        using var closed = new ReturnsHost();
        using var content = new StringContent("{}");

        Assert.Equal(HttpStatusCode.NotFound, (await closed.Browser.PostAsync($"/api/v1/bounces/{provider}", content)).StatusCode);
    }

    [Fact]
    public async Task What_is_too_long_or_not_in_the_form_is_refused_by_name()
    {
        using var content = new StringContent(new string(' ', (2 * 1024 * 1024) + 1));
        var tooLong = await bench.Host.Browser.PostAsync("/api/v1/bounces/json", content);
        var wrong = await bench.SendAsync("json", """[{ "class": "hard" }, { "class": "dead" }]""");
        var none = await bench.SendAsync("json", "no JSON");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooLong.StatusCode);
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (wrong.StatusCode, none.StatusCode));
        Assert.Contains("[1].class", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static string Final(string provider) =>
        provider switch
        {
            "ses" => "Permanent",
            "sendgrid" => "bounce",
            _ => "failed",
        };

    private Task<bool> LiftAsync() =>
        bench.Host.Database.WriteAsync(
            (db, ct) => bench.Host.Services.GetRequiredService<Suppressions>().LiftAsync(db, ReaderHost.Address, ct),
            CancellationToken.None
        );
}
