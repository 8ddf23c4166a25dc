using Syndication.Tests.Support;

namespace Syndication.Tests.Operations;

/// <summary><c>doctor</c> and <c>issues figures</c> as a user runs them; what the table says is tested with the gate.</summary>
public sealed class DoctorCommandTests : IDisposable
{
    private readonly CommandLine command = new();

    [Fact]
    public async Task It_ends_with_1_where_there_is_a_fault_and_with_0_where_there_is_none()
    {
        command.Environment["Publication__BaseAddress"] = "http://localhost:9";
        var faulty = await command.RunAsync("doctor");
        command.Environment["Publication__PostalAddress"] = "1 Test Street, Testville";
        var sound = await command.RunAsync("doctor");

        Assert.Equal((1, 0), (faulty.Code, sound.Code));
        Assert.Contains("set Publication:PostalAddress", faulty.Output, StringComparison.Ordinal);
        Assert.EndsWith("\n1 fault\n", faulty.Output, StringComparison.Ordinal);
        Assert.EndsWith("\nno faults\n", sound.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_of_an_issue_that_is_not_there_are_a_failure()
    {
        var (code, output, errors) = await command.RunAsync("issues", "figures", "unknown");

        Assert.Equal((1, ""), (code, output));
        Assert.EndsWith("there is no issue 'unknown'\n", errors, StringComparison.Ordinal);
    }

    public void Dispose() => command.Dispose();
}
