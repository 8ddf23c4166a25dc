using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Delivery;

namespace Syndication.Tests.Subscribers;

/// <summary>
/// What a flood of the sign-up form can do: as many mails as the budgets say, and learn nothing. 10,000 posts over 1,000 addresses where
/// <c>SYNDICATION_LONG=1</c> says so, else 1,000 over 300.
/// </summary>
public sealed class SignUpFloodTests : IAsyncLifetime, IDisposable
{
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("SYNDICATION_LONG") == "1";
    private static readonly int Posts = IsLong ? 10_000 : 1_000;
    private static readonly int Addresses = IsLong ? 1_000 : 300;
    private readonly ReaderHost host = new();

    public Task InitializeAsync() => host.ReadyAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => host.Dispose();

    [Fact]
    public async Task From_one_network_to_many_addresses_come_twenty_mails_an_hour()
    {
        var answers = await FloodAsync(n => ("203.0.113." + (n % 250), $"reader{n % Addresses}@example.org"));

        Assert.Single(answers);
        Assert.Equal(20, (await host.RowsAsync(MessageStream.Transactional)).Count);
    }

    [Fact]
    public async Task From_many_networks_to_one_address_comes_one_mail()
    {
        var answers = await FloodAsync(n => ($"10.{n / 250}.{n % 250}.1", ReaderHost.Address));

        Assert.Single(answers);
        Assert.Single(await host.RowsAsync(MessageStream.Transactional));
    }

    [Fact]
    public async Task From_everywhere_to_everyone_the_whole_is_bounded()
    {
        using var bounded = new ReaderHost();
        bounded.Settings["Subscribers:MailsPerHour"] = "100";
        await bounded.ReadyAsync();
        for (var n = 0; n < 400; n++)
            await bounded.AskFromAsync($"10.{n / 250}.{n % 250}.1", $"reader{n}@example.org");

        Assert.Equal(100, (await bounded.RowsAsync(MessageStream.Transactional)).Count);
    }

    [Theory]
    [InlineData("/subscribe")]
    [InlineData("/preferences/link")]
    public async Task The_time_of_an_answer_does_not_tell_a_reader_from_a_stranger(string form)
    {
        var steady = TimeSpan.FromMilliseconds(60);
        using var real = new RealTimeHost(steady);
        await real.ReadyAsync();
        await real.SubscribeAsync("known@example.org");
        var (known, unknown) = (new List<TimeSpan>(), new List<TimeSpan>());
        for (var n = 0; n < 15; n++)
        {
            known.Add(await TimeAsync(real, form, "known@example.org"));
            unknown.Add(await TimeAsync(real, form, $"stranger{n}@example.org"));
        }

        Assert.All(known.Concat(unknown), time => Assert.True(time >= steady - TimeSpan.FromMilliseconds(2), $"{time}"));
        var apart = Median(known) - Median(unknown);
        Assert.InRange(apart.Duration(), TimeSpan.Zero, TimeSpan.FromMilliseconds(10));
    }

    private static async Task<TimeSpan> TimeAsync(ReaderHost at, string form, string email)
    {
        var begun = Stopwatch.GetTimestamp();
        using var reply = await at.Browser.PostAsync(form, ReaderHost.Form(email));
        return Stopwatch.GetElapsedTime(begun);
    }

    private static TimeSpan Median(List<TimeSpan> times) => times.Order().ElementAt(times.Count / 2);

    private async Task<HashSet<string>> FloodAsync(Func<int, (string Ip, string Email)> of)
    {
        var answers = new HashSet<string>(StringComparer.Ordinal);
        for (var n = 0; n < Posts; n++)
        {
            var (ip, email) = of(n);
            using var reply = await host.AskFromAsync(ip, email);
            Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
            answers.Add($"{reply.Headers} {await reply.Content.ReadAsStringAsync()}");
        }

        return answers;
    }

    /// <summary>The clock of the wall, for what is measured by it.</summary>
    private sealed class RealTimeHost : ReaderHost
    {
        public RealTimeHost(TimeSpan answerAfter) => Settings["Subscribers:AnswerAfter"] = answerAfter.ToString();

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services => services.AddSingleton(TimeProvider.System));
        }
    }
}
