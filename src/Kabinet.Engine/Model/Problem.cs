using Kabinet.Engine.Words;

namespace Kabinet.Engine.Model;

/// <summary>A place in a definition file. Lines and columns start at 1; zero if unknown.</summary>
public readonly record struct Location(string File, int Line = 0, int Column = 0)
{
    /// <summary>Path prefix of the platform's own definition files.</summary>
    internal const string Platform = "core/";

    /// <summary>True if the place is in the platform's own definitions.</summary>
    public bool IsOfPlatform => File?.StartsWith(Platform, StringComparison.Ordinal) == true;

    /// <summary>The place in the format of compilers: <c>entities/request.yaml:12</c>.</summary>
    public override string ToString() => Line == 0 ? File : $"{File}:{Line}";
}

/// <summary>One error or warning in a solution: its place, the message and, if there is a guess, a suggestion.</summary>
public sealed record Problem(Location At, Message Message, Message? Suggestion = null)
{
    /// <summary>The problem as one line of text.</summary>
    public string Say(string language) =>
        (At.File is null ? "" : $"{At}: ") + Texts.Say(Message, language)
            + (Suggestion is null ? "" : $" ({Texts.Say(Suggestion, language)})");

    /// <inheritdoc />
    public override string ToString() => Say("en");
}

/// <summary>A solution cannot be loaded. Lists all its problems at once.</summary>
/// <param name="problems">The problems, in the order of files and lines.</param>
/// <param name="language">Language of the solution and of the exception's message.</param>
public sealed class SolutionException(IReadOnlyList<Problem> problems, string language = SolutionSettingsDefinition.DefaultLanguage)
    : Exception(string.Join(Environment.NewLine, problems.Select(problem => problem.Say(language))))
{
    /// <summary>Language of the solution: <c>ru</c> or <c>en</c>.</summary>
    public string Language { get; } = language;

    /// <summary>All problems, in the order of files and lines.</summary>
    public IReadOnlyList<Problem> Problems { get; } = problems;
}
