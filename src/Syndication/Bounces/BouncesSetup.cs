using Syndication.Bounces.Judging;

namespace Syndication.Bounces;

/// <summary>Registers what reads and judges what comes back.</summary>
public static class BouncesSetup
{
    /// <summary>The judge.</summary>
    public static void AddBounces(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<BounceJudge>();
    }
}
