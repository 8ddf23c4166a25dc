namespace Syndication.ScaleOut.Tests.Support;

/// <summary>A test that mounts a file system, which takes root: others skip it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RootFactAttribute : Xunit.FactAttribute
{
    public RootFactAttribute() => Skip = Environment.IsPrivilegedProcess ? null : "mounting a small file system takes root";
}
