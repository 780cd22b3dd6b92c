using Kabinet.Engine.People;

namespace Kabinet.Web.Tests.Support;

/// <summary>Hashes passwords at once, for tests that sign in often.</summary>
internal sealed class QuickHashing : IPasswordHashing
{
    public string Hash(string password) => password;

    public bool Verify(string hash, string password) => hash == password;
}
