using System.CommandLine;
using System.Globalization;
using Syndication.Digests.Previews;
using Syndication.Storage;

namespace Syndication.Operations.Verbs;

/// <summary><c>issues forecast</c>: how many messages are due in each hour of the next seven days.</summary>
internal static class ForecastCommand
{
    public static Command Create(IServiceProvider services)
    {
        var command = new Command("forecast", "Lists the hours of the next seven days with the most messages that are due in each.");
        command.SetAction(
            async (parsed, ct) =>
            {
                await services.GetRequiredService<StorePreparation>().PrepareAsync(ct);
                var output = parsed.InvocationConfiguration.Output;
                var forecast = await services.GetRequiredService<Forecast>().NextWeekAsync(ct);
                foreach (var hour in forecast.Hours.Where(hour => hour.Messages > 0))
                {
                    await output.WriteLineAsync(
                        string.Create(CultureInfo.InvariantCulture, $"{hour.Hour:yyyy-MM-dd'T'HH:mm'Z'}\t{hour.Messages}")
                    );
                }

                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"each\t{forecast.Each}"));
                return 0;
            }
        );
        return command;
    }
}
