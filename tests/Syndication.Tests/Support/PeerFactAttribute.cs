using System.Diagnostics;
using Syndication.Operations;

namespace Syndication.Tests.Support;

/// <summary>
/// A test that needs a program that others wrote. Without it the test is skipped with one plain line, or runs and fails where
/// <c>SYNDICATION_REQUIRE_PEERS=1</c> says that all of them must be there.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PeerFactAttribute : Xunit.FactAttribute
{
    /// <param name="probe">A shell command that succeeds where the program is there; <c>{root}</c> is the repository.</param>
    public PeerFactAttribute(string probe) => Skip = WhyNot(probe);

    /// <summary>Why such a test is skipped; null: it runs.</summary>
    internal static string? WhyNot(string probe) =>
        Environment.GetEnvironmentVariable("SYNDICATION_REQUIRE_PEERS") != "1"
        && Shell.Run(probe.Replace("{root}", ProjectRoot.Find(), StringComparison.Ordinal)).ExitCode != 0
            ? $"not installed here: '{probe}' fails."
            : null;
}

/// <inheritdoc cref="PeerFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PeerTheoryAttribute : Xunit.TheoryAttribute
{
    /// <inheritdoc cref="PeerFactAttribute(string)"/>
    public PeerTheoryAttribute(string probe) => Skip = PeerFactAttribute.WhyNot(probe);
}

/// <summary>Runs programs that others wrote.</summary>
public static class Shell
{
    public static (int ExitCode, string Output) Run(string command, string input = "")
    {
        using var process = Process.Start(
            new ProcessStartInfo("/bin/sh", ["-c", command + " 2>&1"])
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            }
        )!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
