using FsCheck.Xunit;

namespace Syndication.Tests.Digests;

/// <summary>A property of histories: the same ones in each run, so that a change is judged by them alone; new ones where SYNDICATION_NEW_HISTORIES is 1.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class HistoryPropertyAttribute : PropertyAttribute
{
    public HistoryPropertyAttribute()
    {
        MaxTest = 15;
        StartSize = 10;
        EndSize = 50;
        if (Environment.GetEnvironmentVariable("SYNDICATION_NEW_HISTORIES") != "1")
            Replay = "7340033,2026112701";
    }
}
