using Kabinet.Engine;
using Microsoft.Extensions.DependencyInjection;

namespace Kabinet.Web.Tests.Support;

/// <summary>What a module outside of the platform brings to a host.</summary>
public interface IHostModule
{
    EngineOptions Engine(EngineOptions options);

    void Site(IServiceCollection services);
}
