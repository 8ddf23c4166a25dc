namespace Syndication.Operations.DoNotMail;

/// <summary>Registers the list of suppressions for operators.</summary>
internal static class DoNotMailSetup
{
    public static void AddDoNotMail(this IServiceCollection services) => services.AddSingleton<SuppressionDesk>();

    public static void MapDoNotMail(this IEndpointRouteBuilder app) => SuppressionEndpoints.Map(app);
}
