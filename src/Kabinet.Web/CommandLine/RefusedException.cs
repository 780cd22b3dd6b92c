namespace Kabinet.Web.CommandLine;

/// <summary>What the command line asks for is understood and cannot be done.</summary>
internal sealed class RefusedException(string message) : Exception(message);
