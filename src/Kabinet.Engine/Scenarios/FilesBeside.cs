using Kabinet.Engine.Demo;

namespace Kabinet.Engine.Scenarios;

/// <summary>Records of the files of a solution that are no definitions.</summary>
public static class FilesBeside
{
    /// <summary>Files of <c>demo/</c> and <c>scenarios/</c>.</summary>
    public static IReadOnlyList<Type> All { get; } = [typeof(DemoDefinition), typeof(ScenarioDefinition)];
}
