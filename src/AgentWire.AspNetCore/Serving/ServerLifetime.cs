using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AgentWire.AspNetCore.Serving;

internal static class ServerLifetime
{
    /// <summary>Cancelled when the server begins to stop: a stream that went on would hold it up.</summary>
    public static CancellationToken Stopping(HttpContext context) =>
        context.RequestServices.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? CancellationToken.None;
}
