using System.CommandLine;
using Syndication.Operations.Verbs;
using Syndication.Tests.Bounces;
using Syndication.Tests.Subscribers;

namespace Syndication.Tests.Operations;

/// <summary><c>suppressions list</c>, <c>show</c> and <c>lift</c> as an operator runs them.</summary>
public sealed class SuppressionsCommandTests : IAsyncLifetime, IDisposable
{
    private readonly ReturnsHost host = new();

    public async Task InitializeAsync()
    {
        await host.ReadyAsync();
        await host.ComesBackAsync("failed.eml", await host.SendAsync());
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => host.Dispose();

    [Fact]
    public async Task An_address_is_listed_with_its_report_shown_and_lifted()
    {
        var list = await RunAsync("list");
        var none = await RunAsync("list", "--reason", "complaint");
        var show = await RunAsync("show", list.Output.Split('\t')[0]);
        var lift = await RunAsync("lift", ReaderHost.Address);
        var again = await RunAsync("lift", ReaderHost.Address);
        var wrong = await RunAsync("lift", "ada@");

        Assert.Matches(
            @"^[0-9a-f]{16}\tada@example\.org\tno-such-mailbox\t2026-03-02T06:00:00Z\treport \d+: hard, userunknown, 5\.1\.1, by mailbox, 2026-03-02T06:00:00Z\n$",
            list.Output
        );
        Assert.Equal("", none.Output);
        Assert.Contains("Diagnostic-Code: smtp; 550 5.1.1 refused", show.Output, StringComparison.Ordinal);
        Assert.Equal((0, 0, 0, 0), (list.Code, none.Code, show.Code, lift.Code));
        Assert.Equal((1, "not on the list\n"), (again.Code, again.Errors));
        Assert.NotEqual(0, wrong.Code);
        Assert.Null(await host.SuppressionAsync());
    }

    private async Task<(int Code, string Output, string Errors)> RunAsync(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var errors = new StringWriter { NewLine = "\n" };
        var code = await VerbTable
            .Build(host.Services)
            .Parse(["suppressions", .. args])
            .InvokeAsync(new InvocationConfiguration { Output = output, Error = errors });
        return (code, output.ToString(), errors.ToString());
    }
}
